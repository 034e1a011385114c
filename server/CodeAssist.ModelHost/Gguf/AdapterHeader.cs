namespace CodeAssist.ModelHost.Gguf;

/// <summary>What the header of a LoRA adapter says, checked against its model.</summary>
/// <param name="Name"><c>general.name</c>, or the name of the file.</param>
/// <param name="Rank">Width of its widest pair of matrices.</param>
/// <param name="Bytes">Size of the file.</param>
internal sealed record AdapterHeader(string Name, long Rank, long Bytes);
