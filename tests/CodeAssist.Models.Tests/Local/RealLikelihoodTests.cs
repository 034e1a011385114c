using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Likelihood;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.Core.Text;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.Models.Local;
using CodeAssist.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeAssist.Models.Tests.Local;

/// <summary>The reviewer by likelihood with the built-in model, over the built host.</summary>
public sealed class RealLikelihoodTests : IAsyncDisposable
{
    private const string Code =
        """
        public static class Sums
        {
            public static int Sum(int[] values)
            {
                int sum = 0;
                for (int i = 0; i < values.Length; i++)
                {
                    sum += values[i];
                }

                return sum;
            }
        }
        """;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly RealHost _host = new();

    private static string BuiltIn => Path.Combine(RepositoryRoot.Path, "models", "codeassist-builtin.q8_0.gguf");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_obvious_fault_is_found_with_its_fix_and_the_line_without_it_is_left_alone()
    {
        await using var model = Model();
        await model.GetReadyAsync(_patience, Token);
        var reviewer = new LikelihoodReviewer(
            new TokenAlternatives(), model, (await FaultCalibrations.Shipped.OfAsync(BuiltIn, Token))!, new LikelihoodBudget(_patience), TimeProvider.System);

        Assert.Empty((await ReviewAsync(reviewer, Code)).Claims);
        var claim = Assert.Single((await ReviewAsync(reviewer, Code.Replace("i < values", "i > values", StringComparison.Ordinal))).Claims);

        Assert.Equal("likely-other-comparison", claim.Rule.Id);
        Assert.Equal("<", Assert.Single(claim.Fix!.Edits).NewText);
    }

    [Fact]
    public async Task A_hundred_texts_are_scored_in_one_request()
    {
        await using var model = Model();
        await model.GetReadyAsync(_patience, Token);
        var document = DocumentSnapshot.Open("Sums.cs", "csharp", 0, Code);
        var others = Enumerable.Range(0, LineScorer.MostAlternatives).Select(number => new Alternative(FaultKind.Literal, Place("0"), $"{number + 1}")).ToList();

        var scoring = Assert.IsType<LineScoring.Scored>(await new LineScorer(model, model.Ready!).ScoreAsync(
            document, "Sums.cs", 5, new LineSpan(5, 6), others, new FileEvidence(CodeTokens.Of(document)), Token));

        Assert.Equal(LineScorer.MostAlternatives, scoring.Alternatives.Count);
        Assert.All(scoring.Alternatives, other => Assert.True(other.LineGap < 0, $"{other.Alternative.Text} is not likelier than 0: {other.LineGap}"));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    // Of the loop's first line.
    private static CodeAssist.Core.Review.Checks.OffsetRange Place(string text)
    {
        var at = Code.IndexOf(text, Code.IndexOf("for (", StringComparison.Ordinal), StringComparison.Ordinal);
        return new(at, at + text.Length);
    }

    private static async Task<ReviewerAnswer.Reviewed> ReviewAsync(LikelihoodReviewer reviewer, string code) =>
        Assert.IsType<ReviewerAnswer.Reviewed>(await reviewer.ReviewAsync(ChecksRun.File("Sums.cs", "csharp", code, new LineSpan(5, 6)), Token));

    private LocalCompletionModel Model() => new(
        new LocalModelOptions(
            _host.Endpoint,
            BuiltIn,
            new LoadOptions(DevicePreference.Cpu, Threads: 1, ContextTokens: null, Sequences: null),
            "test",
            ConnectTimeout: TimeSpan.FromSeconds(10),
            LoadTimeout: _patience),
        _host,
        TimeProvider.System,
        NullLogger.Instance);
}
