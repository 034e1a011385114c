using CodeAssist.Context.Index;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.PostProcessing;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.CSharp.Names;

/// <summary>Asks of a file that nobody has what is asked of the first suggestion: does it parse, and do its names exist. What that loads is there for the next one.</summary>
internal static class CompilerWarmUp
{
    private const string Before = "class Till\n{\n    private int _rate;\n    int Scale(Till other, int count)\n    {\n        ";
    private const string After = "\n        return count;\n    }\n}\n";

    // A member, a variable and a call that do not exist, each looked for in another way.
    private static readonly string[] _suggestions = ["other.Missing = count;", "missing = _rate;", "Missing(other.Scale(other, count), _rate);"];

    public static async Task RunAsync()
    {
        // The caller goes on at once.
        await Task.Yield();
        var request = new CompletionRequest("Till.cs", "", Languages.CSharp, Before + After, Before.Length, CompletionTrigger.Automatic);
        var names = new WorkspaceNames(static _ => new WorkspaceIndex(), TimeProvider.System);
        var gate = new CSharpSyntaxGate();
        foreach (var suggestion in _suggestions)
        {
            gate.Apply(new Draft(suggestion, request, AnswerShapes.Of(request, LinesWanted.Several), ReplacedAfterCaret: 0));
            names.FirstUnknown(request, suggestion, replacedAfterCaret: 0);
        }
    }
}
