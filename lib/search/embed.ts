/** Whether there is a model. */
export async function canEmbed(): Promise<boolean> {
  return false;
}
/** A query's vector. */
export async function embedQuery(_text: string): Promise<Float32Array> {
  return new Float32Array(384);
}
