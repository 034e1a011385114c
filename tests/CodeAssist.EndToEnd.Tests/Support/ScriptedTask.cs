using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.Support;

/// <summary>A model server on this machine that knows its trade: it looks at a file, puts its sign right, and is done; then again. It does not take part in exercises.</summary>
internal static class ScriptedTask
{
    public const string Sum = "export const sum = (a, b) => a - b;\n";

    private static readonly string[] _steps =
    [
        """{"tool":"read_file","path":"sum.mjs","from":0,"to":0}""",
        """{"tool":"edit","edits":[{"kind":"replace","path":"sum.mjs","search":["export const sum = (a, b) => a - b;"],"text":["export const sum = (a, b) => a + b;"]}]}""",
        """{"tool":"finish","summary":"Adds."}""",
    ];

    /// <param name="first">Calls that come before it begins.</param>
    public static ScriptedProvider Start(params string[] first)
    {
        string[] steps = [.. first, .. _steps];
        var asked = 0;
        return ScriptedProvider.Start(exchange => exchange.SendAsync(Calling(IsExercise(exchange.Request) ? _steps[0] : steps[asked++ % steps.Length])));
    }

    /// <summary>Whether it is measured how the model edits, instead of being given a task.</summary>
    public static bool IsExercise(ReceivedRequest request) => request.Body.Contains("You are shown a file and one change to it", StringComparison.Ordinal);

    /// <param name="call">One call of a tool, as JSON on one line.</param>
    public static string Calling(string call) =>
        // Quotes in JSON's clothes: these are written into a JSON text as they are.
        Answers.OpenAi($$"""{"thought":"Next.","call":{{call}}}""".Replace("\"", "\\\"", StringComparison.Ordinal));
}
