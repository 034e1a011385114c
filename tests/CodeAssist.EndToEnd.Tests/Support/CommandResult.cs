using System.Text.Json.Nodes;

namespace CodeAssist.EndToEnd.Tests.Support;

/// <summary>What a run of the command line came to.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output, which must be one JSON value and nothing else.</summary>
    public JsonNode ToJson() => JsonNode.Parse(Output)!;

    /// <summary>Understood, refused, and said why in one clear piece: no result, no stack trace, no machine's word.</summary>
    public void IsRefused(int exitCode, params string[] sentenceParts)
    {
        Assert.True(ExitCode == exitCode, $"Ended with {ExitCode} instead of {exitCode}. {this}");
        Assert.Equal("", Output);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Error, StringComparison.Ordinal);
        Assert.True(Error.Trim().Split('\n').Length == 1, $"More than one line: {Error}");
        Assert.EndsWith(".", Error.Trim(), StringComparison.Ordinal);
        foreach (var part in sentenceParts)
        {
            Assert.Contains(part, Error, StringComparison.Ordinal);
        }
    }
}
