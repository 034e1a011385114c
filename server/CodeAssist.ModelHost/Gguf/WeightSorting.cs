using System.Globalization;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Gguf;

/// <summary>Sorts the weights of a file by where llama.cpp lets them be computed (<c>load_tensors</c> of llama-model.cpp).</summary>
internal static class WeightSorting
{
    private const string Block = "blk.";
    private const string Output = "output";
    private const string OutputTable = "output.weight";
    private const string InputTable = "token_embd.weight";

    /// <param name="tensors">All of the file.</param>
    /// <param name="layers">Blocks of the network.</param>
    public static TensorShares Sort(IReadOnlyList<GgufTensor> tensors, int layers)
    {
        var blocks = new long[layers];
        long input = 0, output = 0;
        foreach (var tensor in tensors)
        {
            if (BlockOf(tensor.Name) is { } block && block < layers)
            {
                blocks[block] += tensor.ByteCount;
            }
            else if (tensor.Name.StartsWith(Output, StringComparison.Ordinal))
            {
                output += tensor.ByteCount;
            }
            else
            {
                input += tensor.ByteCount;
            }
        }

        // Without a table of its own for answers that of the embeddings is copied.
        return tensors.Any(tensor => tensor.Name is OutputTable)
            ? new TensorShares(input, output, blocks)
            : new TensorShares(input, output + tensors.Where(tensor => tensor.Name is InputTable).Sum(tensor => tensor.ByteCount), blocks);
    }

    private static int? BlockOf(string name) =>
        name.StartsWith(Block, StringComparison.Ordinal) && name.IndexOf('.', Block.Length) is > 0 and var end
            && int.TryParse(name.AsSpan(Block.Length, end - Block.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var block)
            ? block
            : null;
}
