using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.Support;

/// <summary>A model server on this machine that knows its trade: it looks at a file, puts its sign right, and is done; then again.</summary>
internal static class ScriptedTask
{
    public const string Sum = "export const sum = (a, b) => a - b;\n";

    private static readonly string[] _steps =
    [
        """{"tool":"read_file","path":"sum.mjs","from":0,"to":0}""",
        """{"tool":"edit","edits":[{"kind":"replace","path":"sum.mjs","search":["export const sum = (a, b) => a - b;"],"text":["export const sum = (a, b) => a + b;"]}]}""",
        """{"tool":"finish","summary":"Adds."}""",
    ];

    public static ScriptedProvider Start()
    {
        var asked = 0;
        return ScriptedProvider.Start(exchange => exchange.SendAsync(Calling(_steps[asked++ % _steps.Length])));
    }

    /// <param name="call">One call of a tool, as JSON on one line.</param>
    public static string Calling(string call) =>
        // Quotes in JSON's clothes: these are written into a JSON text as they are.
        Answers.OpenAi($$"""{"thought":"Next.","call":{{call}}}""".Replace("\"", "\\\"", StringComparison.Ordinal));
}
