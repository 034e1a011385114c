namespace CodeAssist.ModelHost.Gguf;

/// <param name="Name">The name by which llama.cpp looks for it.</param>
/// <param name="Dimensions">Elements in each dimension, the fastest first.</param>
/// <param name="Type">Number of the element type.</param>
/// <param name="Offset">Bytes from the start of the weights.</param>
/// <param name="ByteCount">Size in bytes.</param>
internal sealed record GgufTensor(string Name, IReadOnlyList<long> Dimensions, uint Type, long Offset, long ByteCount);
