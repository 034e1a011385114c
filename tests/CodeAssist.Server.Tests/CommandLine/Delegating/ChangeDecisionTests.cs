using CodeAssist.Core.Agent.Actions;
using CodeAssist.Server.CommandLine;
using CodeAssist.Server.CommandLine.Delegating;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.CommandLine.Delegating;

/// <summary>What of a task's changes is kept: by an option, or by whoever sits at the terminal.</summary>
public sealed class ChangeDecisionTests : IDisposable
{
    private readonly StringWriter _told = new();
    private readonly MemoryHands _hands = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _told.Dispose();

    [Theory]
    [InlineData(true, "after")]
    [InlineData(false, "before")]
    public async Task Changes_are_kept_by_an_option_and_otherwise_taken_back(bool accepts, string expected)
    {
        var (begin, changes) = await ChangeAsync(("a.txt", "before", "after"));

        var isKept = await new ChangeDecision(Terminal.On(_told, isTerminal: false), _hands, answer: null).DecideAsync(changes, begin, accepts, Cancellation);

        Assert.Equal(accepts, isKept);
        Assert.Equal(expected, _hands.Files["a.txt"]);
    }

    [Fact]
    public async Task Files_and_places_are_kept_one_by_one()
    {
        var long0 = string.Concat(Enumerable.Range(1, 20).Select(line => $"{line}\n"));
        var long1 = long0.Replace("2\n3\n", "two\n3\n", StringComparison.Ordinal).Replace("18\n", "eighteen\n", StringComparison.Ordinal);
        var (begin, changes) = await ChangeAsync(("a.txt", "before", "after"), ("b.txt", "before", "after"), ("c.txt", long0, long1));

        Assert.False(await DecideAsync(changes, begin, "what?", "f", "y", "n", "p", "n", "y"));

        Assert.Equal(("after", "before"), (_hands.Files["a.txt"], _hands.Files["b.txt"]));
        Assert.Equal(long0.Replace("18\n", "eighteen\n", StringComparison.Ordinal), _hands.Files["c.txt"]);
        Assert.Contains("Taken back: b.txt; c.txt, from line 2 on.", _told.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "y")]
    [InlineData(false, "u")]
    [InlineData(false, null)]
    public async Task All_is_kept_or_undone_by_one_word(bool expected, string? word)
    {
        var (begin, changes) = await ChangeAsync(("a.txt", "before", "after"));

        Assert.Equal(expected, await DecideAsync(changes, begin, word));
        Assert.Equal(expected ? "after" : "before", _hands.Files["a.txt"]);
    }

    private Task<bool> DecideAsync(IReadOnlyList<FileDifference> changes, Checkpoint begin, params string?[] words)
    {
        var left = new Queue<string?>(words);
        return new ChangeDecision(Terminal.On(_told, isTerminal: false), _hands, _ => Task.FromResult(left.Dequeue())).DecideAsync(changes, begin, isAccepted: false, Cancellation);
    }

    private async Task<(Checkpoint Begin, IReadOnlyList<FileDifference> Changes)> ChangeAsync(params (string Path, string Before, string After)[] files)
    {
        foreach (var file in files)
        {
            _hands.Files[file.Path] = file.Before;
        }

        var begin = (await _hands.MarkAsync(Cancellation))!;
        foreach (var file in files)
        {
            _hands.Files[file.Path] = file.After;
        }

        return (begin, await _hands.CompareAsync(begin, Cancellation));
    }
}
