namespace CodeAssist.Core.Completion.Naming;

/// <summary>Knows nothing of names, so that every one may exist.</summary>
public sealed class AnyName : INames
{
    public static AnyName Instance { get; } = new();

    public void Prepare(CompletionRequest request)
    {
    }

    public UnknownName? FirstUnknown(CompletionRequest request, string text, int replacedAfterCaret) => null;
}
