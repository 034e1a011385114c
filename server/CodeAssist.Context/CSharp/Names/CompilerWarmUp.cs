using CodeAssist.Context.Index;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.PostProcessing;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.CSharp.Names;

/// <summary>Asks of a file that nobody has what is asked of the first suggestions: what does the workspace say, does it parse, and do its names exist. What that loads is there for the next ones.</summary>
internal static class CompilerWarmUp
{
    private const string Before = "class Till\n{\n    private int _rate;\n    int Scale(Till other, Sum sum, int count)\n    {\n        ";
    private const string After = "\n        return count;\n    }\n}\n";
    private const string OtherFile = "class Sum\n{\n    public int Whole { get; set; }\n    void Add(Till other, int count)\n    {\n        other.Whole = count;\n    }\n}\n";
    private const int Proposals = 6;

    // A member of this file's type and of another's, a variable and a call that do not exist, each looked for in another way; then what lacks its end in one way or another.
    private static readonly string[] _suggestions =
    [
        "other.Missing = count;", "sum.Missing = sum.Whole;", "missing = _rate;", "Missing(other.Scale(other, sum, count), _rate);",
        "if (count > 1", "var next = new Sum { Whole = count", "count = other.Scale(other,", "_rate = count",
    ];

    public static async Task RunAsync()
    {
        // The caller goes on at once.
        await Task.Yield();
        var request = new CompletionRequest("Till.cs", "", Languages.CSharp, Before + After, Before.Length, CompletionTrigger.Automatic);
        var index = new WorkspaceIndex();
        index.Update("Sum.cs", OtherFile);
        var documents = new CSharpDocuments();
        var names = new WorkspaceNames(_ => index, documents, TimeProvider.System);
        var gate = new CSharpSyntaxGate(documents);
        foreach (var suggestion in _suggestions)
        {
            var begun = suggestion[..(suggestion.Length / 2)];
            index.Propose(request with { Text = Before + begun + After, Caret = Before.Length + begun.Length }, Proposals);
            SuggestionFilters.Apply(new Draft(suggestion, request, AnswerShapes.Of(request, LinesWanted.Several), ReplacedAfterCaret: 0), gate);
            names.FirstUnknown(request, suggestion, replacedAfterCaret: 0);
        }
    }
}
