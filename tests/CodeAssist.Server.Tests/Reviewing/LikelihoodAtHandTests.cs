using CodeAssist.Core.Completion.Mixing;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Likelihood;
using CodeAssist.Core.Text;
using CodeAssist.Server.Reviewing;
using CodeAssist.Server.Settings;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Reviewing;

/// <summary>Whether the local completion model reviews, or why it does not.</summary>
public sealed class LikelihoodAtHandTests
{
    private static readonly string _builtIn = Path.Combine(RepositoryRoot.Path, "models", "codeassist-builtin.q8_0.gguf");

    private readonly ScriptedModel _model = new();

    [Fact]
    public async Task A_measured_model_takes_part() => Assert.Null(await SilenceAsync(_builtIn, "Cart.cs", "csharp", new CodeAssistSettings()));

    [Fact]
    public async Task A_model_that_nobody_measured_says_how_it_is_done()
    {
        Assert.Contains("npm run calibrate", await SilenceAsync(Path.Combine(RepositoryRoot.Path, "README.md"), "Cart.cs", "csharp", new CodeAssistSettings()), StringComparison.Ordinal);
        Assert.False(_model.WasAsked);
    }

    [Fact]
    public async Task Where_it_is_switched_off_the_setting_is_named() =>
        Assert.Contains("codeassist.review.likelihood", await SilenceAsync(_builtIn, "Cart.cs", "csharp", new CodeAssistSettings { ReviewLikelihood = false }), StringComparison.Ordinal);

    [Fact]
    public async Task No_model_is_loaded_for_a_change_in_languages_that_were_not_measured()
    {
        Assert.Contains("csharp", await SilenceAsync(_builtIn, "cart.py", "python", new CodeAssistSettings()), StringComparison.Ordinal);
        Assert.False(_model.WasAsked);
    }

    [Fact]
    public async Task A_model_that_cannot_be_loaded_says_why()
    {
        _model.Availability = new ModelAvailability.Unavailable(new ModelFailure(ModelFailureKind.Unusable, "The file is damaged.", "Fetch it again."));

        Assert.Equal("The file is damaged. Fetch it again.", await SilenceAsync(_builtIn, "Cart.cs", "csharp", new CodeAssistSettings()));
    }

    [Fact]
    public async Task Without_a_way_to_any_model_the_doctor_is_named() =>
        Assert.Contains("codeassist doctor", (await LikelihoodAtHand.ReviewerAsync(null, Change("Cart.cs", "csharp"), new CodeAssistSettings(), TestContext.Current.CancellationToken)).Silence, StringComparison.Ordinal);

    private static ChangeSet Change(string path, string language) =>
        new("/repository", "test", [new ChangedFile { Path = path, Kind = ChangeKind.Modified, New = DocumentSnapshot.Open(path, language, 0, "x = 1;\n") }]);

    private async Task<string?> SilenceAsync(string model, string path, string language, CodeAssistSettings settings)
    {
        var reviewer = await LikelihoodAtHand.ReviewerAsync(
            new LikelihoodAtHand(_model, () => model, TimeProvider.System), Change(path, language), settings, TestContext.Current.CancellationToken);
        Assert.Equal(LikelihoodReviewer.Name, reviewer.Id);
        return reviewer.Silence;
    }

    /// <summary>Says whether it is there; nobody asks it more here.</summary>
    private sealed class ScriptedModel : ICompletionModel
    {
        public ModelAvailability Availability { get; set; } = new ModelAvailability.Ready(
            new CompletionModel("scripted", "CPU", FimLayout.SuffixFirstUnmarked, 1024, PromptSeparators.File, BeginsText: false, MinimumProbability: 0.3));

        public CompletionModel? Ready => (Availability as ModelAvailability.Ready)?.Model;

        public Confidence Confidence => Confidence.Uncalibrated;

        public bool WasAsked { get; private set; }

        public Task<ModelAvailability> GetReadyAsync(TimeSpan patience, CancellationToken cancellationToken)
        {
            WasAsked = true;
            return Task.FromResult(Availability);
        }

        public Task<ModelReply> GenerateAsync(FimPrompt prompt, GenerationLimits limits, Action<string>? onText, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ScoreReply> ScoreAsync(FimPrompt prompt, IReadOnlyList<string> continuations, GenerationLimits limits, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
