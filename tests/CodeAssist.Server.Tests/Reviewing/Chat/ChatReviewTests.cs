using CodeAssist.Core.Policy;
using CodeAssist.Core.Review;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Chat;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Routing;
using CodeAssist.Processes.Directories;
using CodeAssist.Server.Reviewing;
using CodeAssist.Server.Reviewing.Chat;
using CodeAssist.Server.Reviewing.Output;
using CodeAssist.Server.Settings;
using CodeAssist.Server.Tests.Assisting;
using CodeAssist.TestSupport;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.Tests.Reviewing.Chat;

/// <summary>Reviews of a real repository in which scripted models take part.</summary>
public sealed class ChatReviewTests : IDisposable
{
    private const string Clean = """{"piece1":{"does":"adds a line","findings":[]}}""";
    private const string Found =
        """{"piece1":{"does":"sums up","findings":[{"line":2,"quote":"let sum = 1","kind":"correctness","severity":"error","message":"It begins at one.","replacement":"let sum = 0"}]}}""";

    private const string Stands = """{"claim1":{"verdict":"stands","line":2,"quote":"let sum = 1","why":"It does."}}""";

    private readonly TemporaryRepository _repository = TemporaryRepository.Create();
    private readonly TemporaryRepository _home = TemporaryRepository.CreateFolder();

    public ChatReviewTests()
    {
        _repository.Write("a.js", "function f(all) {\n}\n");
        _repository.Git("add", "--all");
        _repository.Git("commit", "--quiet", "--message=first");
        _repository.Write("a.js", "function f(all) {\n  let sum = 1\n  return sum\n}\n");
    }

    [Fact]
    public async Task A_model_of_this_machine_reviews_and_its_share_is_told_apart()
    {
        var models = new ScriptedModels(ScriptedModels.Local()).Answers("local/small", Found).Answers("local/small", Stands);

        var result = await ReviewAsync(models, new RecordingAudience());

        var finding = Assert.Single(result.Findings);
        Assert.Equal(("chat", "local/small"), (finding.Reviewer, finding.Evidence[0].Source));
        Assert.Equal("let sum = 0", Assert.Single(finding.Fix!.Edits).NewText);
        Assert.Equal("a.js, f: sums up", result.ChangeSummary);
        Assert.Equal("local/small, on this machine: 2 questions, 2,200 tokens.", ReviewSummary.Models(result));
        Assert.Equal(2, Assert.Single(models.Counted).Steps);
    }

    [Theory]
    [InlineData("no JSON at all", "no JSON")]
    [InlineData("""{"piece1":{"does":"x","findings":[{"line":2}]}}""", "'quote' is missing")]
    [InlineData("""{"piece1":{"does":"x","findings":[{"line":2,"quote":"let","kind":"taste","severity":"error","message":"m","replacement":""}]}}""", "'kind' is none of")]
    [InlineData("""{"piece2":{"does":"x","findings":[]}}""", "'piece1' is missing")]
    [InlineData("", "empty")]
    public async Task R4_what_is_broken_twice_is_a_failure_that_says_why(string answer, string why)
    {
        var models = new ScriptedModels(ScriptedModels.Local()).Answers("local/small", answer).Answers("local/small", answer);

        var result = await ReviewAsync(models, new RecordingAudience());

        Assert.Equal((2, Verdict.Failed, ReviewExit.Failed), (models.Questions.Count, result.Verdict, ReviewExit.Of(result, FailLevel.Never)));
        Assert.Contains(why, result.Coverage[0].Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task R4_an_answer_that_was_cut_off_may_be_corrected_once()
    {
        var models = new ScriptedModels(ScriptedModels.Local()).Answers("local/small", Clean, ChatFinishReason.Length).Answers("local/small", Clean);

        var result = await ReviewAsync(models, new RecordingAudience());

        Assert.Equal((2, Verdict.Complete), (models.Questions.Count, result.Verdict));
        Assert.Contains("longer than it may be", models.Questions[1].Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fence_around_the_answer_does_no_harm()
    {
        var models = new ScriptedModels(ScriptedModels.Local()).Answers("local/small", $"```json\n{Clean}\n```");

        Assert.Equal(Verdict.Complete, (await ReviewAsync(models, new RecordingAudience())).Verdict);
    }

    [Fact]
    public async Task Nothing_hidden_in_what_a_model_says_reaches_a_terminal()
    {
        var models = new ScriptedModels(ScriptedModels.Local())
            .Answers("local/small", Found.Replace("It begins", "It\\u001b[2J\\u202e begins", StringComparison.Ordinal)).Answers("local/small", Stands);

        Assert.Equal("It[2J begins at one.", Assert.Single((await ReviewAsync(models, new RecordingAudience())).Findings).Message);
    }

    [Fact]
    public async Task By_default_no_closed_model_is_asked()
    {
        var models = new ScriptedModels(ScriptedModels.Closed());

        var result = await ReviewAsync(models, new RecordingAudience(allows: true), ChatMode.Local);

        Assert.Empty(models.Questions);
        Assert.Equal("chat", Assert.Single(result.Silent).Reviewer);
        Assert.Equal(Verdict.Complete, result.Verdict);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Routed_the_user_is_asked_once_for_the_whole_review(bool allows)
    {
        _repository.Write("b.js", "let b = 1\n");
        var models = new ScriptedModels(ScriptedModels.Closed()).Answers("openai/big", Clean).Answers("openai/big", Clean).Answers("openai/big", """{"summary":"Two lines."}""");
        models.State = models.State with { Rules = RoutingRules.Default with { Escalation = Escalation.Ask } };
        var audience = new RecordingAudience(allows);

        var result = await ReviewAsync(models, audience, ChatMode.Routed);

        Assert.Equal((1, allows ? 3 : 0), (audience.Asked, models.Questions.Count));
        Assert.Equal(allows ? "" : "chat", string.Join(" ", result.Silent.Select(silent => silent.Reviewer)));
        Assert.All(models.Errands, errand => Assert.Equal("a test", errand.Approval!.Approver));
        Assert.Equal(allows ? "openai/big, a closed model: 3 questions, 3,300 tokens, $0.009." : "", ReviewSummary.Models(result));
    }

    [Fact]
    public async Task A_contested_finding_goes_to_a_closed_model_only_after_asking_and_with_nothing_but_its_piece()
    {
        _repository.Write("b.js", "let other = 1\n");
        const string Refuted = """{"claim1":{"verdict":"wrong","line":3,"quote":"return sum","why":"It is meant."}}""";
        var models = new ScriptedModels(ScriptedModels.Local(), ScriptedModels.Closed())
            .Answers("local/small", Found).Answers("local/small", Refuted).Answers("local/small", Clean).Answers("local/small", "{}").Answers("local/small", "{}")
            .Answers("openai/big", Stands);
        models.State = models.State with { Rules = RoutingRules.Default with { Escalation = Escalation.Ask } };
        var audience = new RecordingAudience(allows: true);

        var result = await ReviewAsync(models, audience, ChatMode.Routed);

        Assert.Equal("local/small, openai/big", string.Join(", ", Assert.Single(result.Findings).Evidence.Select(evidence => evidence.Source)));
        Assert.Equal(1, audience.Asked);
        var asked = Assert.Single(models.Questions, question => question.Model is "openai/big").Said;
        Assert.Contains("let sum = 1", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("let other", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_local_only_stays_here_whatever_is_asked_for()
    {
        var models = new ScriptedModels(ScriptedModels.Closed());
        models.State = models.State with { Policy = new NetworkPolicy.LocalOnly(LocalOnlyCause.PolicyUnavailable, "For a test.") };
        var audience = new RecordingAudience(allows: true);

        var result = await ReviewAsync(models, audience, ChatMode.Routed);

        Assert.Equal((0, 0), (audience.Asked, models.Questions.Count));
        Assert.Contains("For a test.", Assert.Single(result.Silent).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_watches_sees_every_question_and_every_file()
    {
        var models = new ScriptedModels(ScriptedModels.Local()).Answers("local/small", Found).Answers("local/small", Stands);
        var told = new Told();

        await ReviewAsync(models, new RecordingAudience(), progress: told);

        Assert.Equal(["0 of 1: local/small, question 1", "0 of 1: local/small, question 2", "1 of 1: a.js"], told.Sentences);
    }

    [Fact]
    public async Task A_second_review_asks_about_nothing_that_has_not_changed()
    {
        var models = new ScriptedModels(ScriptedModels.Local()).Answers("local/small", Found).Answers("local/small", Stands);
        await ReviewAsync(models, new RecordingAudience());

        var again = await ReviewAsync(models, new RecordingAudience());

        Assert.Equal(2, models.Questions.Count);
        Assert.Single(again.Findings);
    }

    public void Dispose()
    {
        _repository.Dispose();
        _home.Dispose();
    }

    private async Task<ReviewResult> ReviewAsync(ScriptedModels models, RecordingAudience audience, ChatMode mode = ChatMode.Local, IProgress<ReviewProgress>? progress = null)
    {
        var directories = new AppDirectories(In("config"), In("data"), In("state"), In("cache"), In("runtime"), In("log"));
        var settings = new CodeAssistSettings { ReviewChecks = false, ReviewAnalyzers = false, ReviewLikelihood = false, ReviewChat = mode, ReviewPasses = 1, ChatModelPath = mode is ChatMode.Local && models.State.Models.Any(model => model.Tier is Tier.Local) ? "/a/model.gguf" : "/none" };
        var outcome = await Reviews.Over(directories, servesHooks: false, likelihood: null).RunAsync(
            new ChangeRequest.WorkingTree(_repository.Root), settings, [], new ModelHelp(models, audience), progress, TestContext.Current.CancellationToken);
        var result = Assert.IsType<ReviewOutcome.Done>(outcome).Result;
        return result with { Silent = [.. result.Silent.Where(silent => silent.Reviewer is "chat")] };

        string In(string name) => Path.Combine(_home.Root, name);
    }

    private sealed class Told : IProgress<ReviewProgress>
    {
        public List<string> Sentences { get; } = [];

        public void Report(ReviewProgress value) => Sentences.Add($"{value.Done} of {value.Total}: {value.Question ?? value.Path}");
    }
}
