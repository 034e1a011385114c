using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.PostProcessing;
using CodeAssist.Core.Completion.Prompting;

namespace CodeAssist.Core.Tests.Completion.PostProcessing;

/// <summary>Runs one filter as the pipeline would and compares the document that accepting its result leaves.</summary>
internal static class FilterCheck
{
    public static void Leaves(Func<Draft, Filtered> filter, string marked, string generated, string document)
    {
        var (request, result) = Run(filter, marked, generated);
        Assert.Null(result.Rejection);
        Assert.NotNull(result.Draft);

        var accepted = request.Text[..request.Caret] + result.Draft.Text + request.Text[(request.Caret + result.Draft.ReplacedAfterCaret)..];
        Assert.Equal(document, accepted);
    }

    public static void Rejects(Func<Draft, Filtered> filter, string marked, string generated, NoSuggestionReason reason) =>
        Assert.Equal(reason, Run(filter, marked, generated).Result.Rejection);

    private static (CompletionRequest Request, Filtered Result) Run(Func<Draft, Filtered> filter, string marked, string generated)
    {
        var request = Marked.Request(marked);
        return (request, filter(new Draft(generated, request, AnswerShapes.Of(request), ReplacedAfterCaret: 0)));
    }
}
