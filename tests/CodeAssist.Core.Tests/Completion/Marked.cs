using CodeAssist.Core.Completion;

namespace CodeAssist.Core.Tests.Completion;

/// <summary>Snippets in which <c>$0</c> marks the caret.</summary>
internal static class Marked
{
    public static CompletionRequest Request(
        string marked, string languageId = "csharp", CompletionTrigger trigger = CompletionTrigger.Automatic)
    {
        var caret = marked.IndexOf("$0", StringComparison.Ordinal);
        Assert.True(caret >= 0, "The snippet has no $0.");

        return new CompletionRequest("src/Sample.cs", "sample", languageId, marked.Remove(caret, 2), caret, trigger);
    }
}
