using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Inference;

/// <summary>One sequence of the context, and what is in it.</summary>
internal sealed class SequenceSlot(int id)
{
    public int Id { get; } = id;

    /// <summary>Whose tokens these are, or null when it was never used.</summary>
    public string? Name { get; set; }

    /// <summary>The job that works in it, or null.</summary>
    public SequenceJob? Job { get; set; }

    /// <summary>The tokens whose keys and values the context holds, in order.</summary>
    public List<int> Cached { get; } = [];

    /// <summary>Rises with every use.</summary>
    public long LastUse { get; set; }

    public int CommonPrefix(List<int> tokens) => CommonPrefix(Cached, tokens);

    public static int CommonPrefix(List<int> left, List<int> right) =>
        CollectionsMarshal.AsSpan(left).CommonPrefixLength(CollectionsMarshal.AsSpan(right));
}
