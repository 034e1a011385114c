namespace CodeAssist.ModelHost.Protocol;

/// <summary>Where the weights of a model lie, as llama.cpp divides them between a GPU and the CPU. All in bytes.</summary>
/// <param name="Input">What always stays with the CPU: the table of embeddings.</param>
/// <param name="Output">What goes to the GPU with the first block. Where the table of embeddings serves for answers, too, a second copy of it.</param>
/// <param name="Blocks">Each block of the network, from first to last. A GPU takes them from the end.</param>
public sealed record TensorShares(long Input, long Output, IReadOnlyList<long> Blocks);
