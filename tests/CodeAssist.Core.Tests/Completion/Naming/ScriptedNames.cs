using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Naming;

namespace CodeAssist.Core.Tests.Completion.Naming;

/// <summary>Knows that one word does not exist, and what does.</summary>
internal sealed class ScriptedNames(string unknown, params IReadOnlyList<string> legal) : INames
{
    /// <summary>How often somebody wanted to know.</summary>
    public int Looks { get; private set; }

    /// <summary>The questions that it was told of ahead.</summary>
    public List<CompletionRequest> Prepared { get; } = [];

    public void Prepare(CompletionRequest request) => Prepared.Add(request);

    public UnknownName? FirstUnknown(CompletionRequest request, string text, int replacedAfterCaret)
    {
        Looks++;
        return text.IndexOf(unknown, StringComparison.Ordinal) is >= 0 and var start ? new UnknownName(start, unknown.Length, legal) : null;
    }
}
