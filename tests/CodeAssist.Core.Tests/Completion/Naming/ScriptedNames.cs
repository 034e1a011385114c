using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Naming;

namespace CodeAssist.Core.Tests.Completion.Naming;

/// <summary>Knows that one word does not exist, and what does.</summary>
internal sealed class ScriptedNames(string unknown, params IReadOnlyList<string> legal) : INames
{
    public UnknownName? FirstUnknown(CompletionRequest request, string text, int replacedAfterCaret) =>
        text.IndexOf(unknown, StringComparison.Ordinal) is >= 0 and var start ? new UnknownName(start, unknown.Length, legal) : null;
}
