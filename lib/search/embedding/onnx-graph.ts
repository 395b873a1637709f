import {
  type Attribute,
  type Constant,
  elements,
  type Graph,
  type Node,
  type Value,
} from "@/lib/search/embedding/onnx-proto";

/** Writes a graph down node by node; each function gives back the name of what it makes. */
export type GraphWriter = {
  floats: (name: string, values: Float32Array | number[], dims?: number[]) => string;
  bytes: (name: string, values: Int8Array, dims?: number[]) => string;
  ints: (name: string, values: number[]) => string;
  node: (
    op: string,
    inputs: string[],
    output: string,
    attributes?: Record<string, number | number[]>,
  ) => string;
  /** For operators with several outputs. */
  nodes: (op: string, inputs: string[], outputs: string[]) => void;
  finish: (name: string, inputs: Value[], outputs: Value[]) => Graph;
};

export function writeGraph(): GraphWriter {
  const nodes: Node[] = [];
  const constants: Constant[] = [];
  const constant = (name: string, type: number, bytes: ArrayBufferView, dims: number[]) => {
    constants.push({
      name,
      type,
      dims,
      bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    });
    return name;
  };
  return {
    floats: (name, values, dims = [values.length]) =>
      constant(name, elements.float, Float32Array.from(values), dims),
    bytes: (name, values, dims = [values.length]) => constant(name, elements.int8, values, dims),
    ints: (name, values) =>
      constant(name, elements.int64, BigInt64Array.from(values, BigInt), [values.length]),
    node: (op, inputs, output, attributes = {}) => {
      nodes.push({ op, inputs, outputs: [output], attributes: Object.entries(attributes).map(attributeOf) });
      return output;
    },
    nodes: (op, inputs, outputs) => {
      nodes.push({ op, inputs, outputs, attributes: [] });
    },
    finish: (name, inputs, outputs) => ({ name, nodes, constants, inputs, outputs }),
  };
}

function attributeOf([name, value]: [string, number | number[]]): Attribute {
  return Array.isArray(value) ? { name, type: 7, ints: value } : { name, type: 2, int: value };
}
