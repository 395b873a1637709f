import protobuf from "protobufjs";

// The part of the ONNX format that this project writes; field numbers are those of onnx.proto (opset 14, IR version 8).
const field = (id: number, type: string) => ({ id, type });
const many = (id: number, type: string) => ({ id, type, rule: "repeated" });

const descriptor = {
  nested: {
    Model: {
      fields: { irVersion: field(1, "int64"), opsets: many(8, "Opset"), graph: field(7, "Graph") },
    },
    Opset: { fields: { domain: field(1, "string"), version: field(2, "int64") } },
    Graph: {
      fields: {
        nodes: many(1, "Node"),
        name: field(2, "string"),
        constants: many(5, "Constant"),
        inputs: many(11, "Value"),
        outputs: many(12, "Value"),
      },
    },
    Node: {
      fields: {
        inputs: many(1, "string"),
        outputs: many(2, "string"),
        op: field(4, "string"),
        attributes: many(5, "Attribute"),
      },
    },
    Attribute: {
      fields: {
        name: field(1, "string"),
        int: field(3, "int64"),
        ints: many(8, "int64"),
        type: field(20, "int32"),
      },
    },
    Constant: {
      fields: {
        dims: many(1, "int64"),
        type: field(2, "int32"),
        name: field(8, "string"),
        bytes: field(9, "bytes"),
      },
    },
    Value: { fields: { name: field(1, "string"), type: field(2, "Type") } },
    Type: { fields: { tensor: field(1, "TensorType") } },
    TensorType: { fields: { type: field(1, "int32"), shape: field(2, "Shape") } },
    Shape: { fields: { dims: many(1, "Dim") } },
    Dim: { fields: { size: field(1, "int64"), name: field(2, "string") } },
  },
};

/** ONNX's numbers for element types. */
export const elements = { float: 1, int8: 3, int64: 7 } as const;

type Attribute = { name: string; type: number; int?: number; ints?: number[] };
type Node = { op: string; inputs: string[]; outputs: string[]; attributes: Attribute[] };
type Constant = { name: string; type: number; dims: number[]; bytes: Uint8Array };
/** An input or output. An axis is a size, or a name if its size is variable. */
type Value = { name: string; type: number; dims: (number | string)[] };
export type Graph = { name: string; nodes: Node[]; constants: Constant[]; inputs: Value[]; outputs: Value[] };

/** Encodes a graph as an ONNX file. */
export function encodeOnnx(graph: Graph): Uint8Array {
  const model = protobuf.Root.fromJSON(descriptor).lookupType("Model");
  const whole = { ...graph, inputs: graph.inputs.map(toValue), outputs: graph.outputs.map(toValue) };
  return model.encode({ irVersion: 8, opsets: [{ domain: "", version: 14 }], graph: whole }).finish();
}

function toValue({ name, type, dims }: Value) {
  const shape = { dims: dims.map((dim) => (typeof dim === "number" ? { size: dim } : { name: dim })) };
  return { name, type: { tensor: { type, shape } } };
}

/** Builds a graph node by node. Each function returns the name of the value it adds. */
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

/** Starts an empty graph. */
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
