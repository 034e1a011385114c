using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.Models.Local;
using Microsoft.Extensions.Logging.Abstractions;
using GenerationLimits = CodeAssist.Core.Models.GenerationLimits;

namespace CodeAssist.Models.Tests.Local;

public sealed class ScoringTests : IAsyncLifetime
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private static readonly FimPrompt _prompt = new(
        "a.cs", [new Core.Completion.Prompting.PromptPart.Prefix("int")], PromptIndentation.TabsAsSpaces);

    private static readonly GenerationLimits _limits = new(8, ["\n"], _patience);

    private readonly string _folder = Directory.CreateTempSubdirectory("ca-").FullName;
    private ScriptedLauncher _launcher = null!;
    private LocalCompletionModel _model = null!;
    private Action<ScriptedHost> _prepare = _ => { };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        var endpoint = HostEndpoint.For(_folder, "test");
        _launcher = new ScriptedLauncher(endpoint, host => _prepare(host));
        _model = new LocalCompletionModel(
            new LocalModelOptions(endpoint, "/models/m.gguf", LoadOptions.Default, "test", TimeSpan.FromSeconds(2), _patience),
            _launcher,
            TimeProvider.System,
            NullLogger.Instance);

        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _model.DisposeAsync();
        await _launcher.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Scores_come_in_the_order_of_the_texts()
    {
        await _model.GetReadyAsync(_patience, Token);

        var reply = Assert.IsType<ScoreReply.Scored>(await _model.ScoreAsync(_prompt, ["a = 1;", "b"], _limits, Token));

        Assert.Equal([6, 1], reply.Scores.Select(score => score.Tokens));
        Assert.Equal(6 * Math.Log(0.5), reply.Scores[0].LogProbability, 6);
        Assert.Equal(Math.Log(0.25), reply.Scores[1].EndLogProbability!.Value, 6);
        Assert.Equal(7, reply.Usage.ReusedTokens);
    }

    [Fact]
    public async Task A_scoring_shares_slot_parts_and_room_with_the_generation_for_its_prompt()
    {
        GenerateParams? generate = null;
        ScoreParams? score = null;
        _prepare = host =>
        {
            host.Generate = (parameters, _) => Task.FromResult(ScriptedHost.Saying((generate = parameters).Slot));
            host.Score = (parameters, _) => Task.FromResult(ScriptedHost.Scoring(score = parameters));
        };
        await _model.GetReadyAsync(_patience, Token);

        await _model.GenerateAsync(_prompt, _limits, null, Token);
        await _model.ScoreAsync(_prompt, ["a;\r\n\tb;"], _limits, Token);

        Assert.Equal(generate!.Slot, score!.Slot);
        Assert.Equal(generate.Parts, score.Parts);
        Assert.Equal(generate.Limits.MaxTokens, score.MaxTokens);
        Assert.Equal(["a;\n    b;"], score.Continuations);
    }

    [Fact]
    public async Task A_model_that_is_not_ready_is_a_value()
    {
        var reply = Assert.IsType<ScoreReply.Failed>(await _model.ScoreAsync(_prompt, ["a"], _limits, Token));

        Assert.Equal(ModelFailureKind.HostUnavailable, reply.Failure.Kind);
        Assert.Equal(0, _launcher.Launches);
    }

    [Fact]
    public async Task What_the_host_refuses_is_a_value_with_its_words()
    {
        _prepare = host => host.Score = (_, _) =>
            Task.FromResult(new ScoreResult(null, new HostFailure(HostFailureKind.InvalidRequest, "Too many.", "Ask for fewer.")));
        await _model.GetReadyAsync(_patience, Token);

        var reply = Assert.IsType<ScoreReply.Failed>(await _model.ScoreAsync(_prompt, ["a"], _limits, Token));

        Assert.Equal(ModelFailureKind.Refused, reply.Failure.Kind);
        Assert.Equal("Too many. Ask for fewer.", reply.Failure.ToString());
    }

    [Fact]
    public async Task A_model_that_was_unloaded_is_loaded_again()
    {
        _prepare = host => host.Score = (parameters, _) => Task.FromResult(host.Loads.Count == 1
            ? new ScoreResult(null, new HostFailure(HostFailureKind.ModelNotLoaded, "Gone.", "Load it."))
            : ScriptedHost.Scoring(parameters));
        await _model.GetReadyAsync(_patience, Token);

        Assert.IsType<ScoreReply.Failed>(await _model.ScoreAsync(_prompt, ["a"], _limits, Token));
        await _model.GetReadyAsync(_patience, Token);

        Assert.IsType<ScoreReply.Scored>(await _model.ScoreAsync(_prompt, ["a"], _limits, Token));
        Assert.Equal(2, _launcher.Host?.Loads.Count);
    }

    [Fact]
    public async Task A_host_that_dies_over_a_scoring_ends_it_cleanly()
    {
        _prepare = host => host.Score = Never;
        await _model.GetReadyAsync(_patience, Token);
        var scoring = _model.ScoreAsync(_prompt, ["a"], _limits, Token);

        await _launcher.KillHostAsync();

        Assert.Equal(ModelFailureKind.HostUnavailable, Assert.IsType<ScoreReply.Failed>(await scoring).Failure.Kind);
    }

    [Fact]
    public async Task No_answer_within_the_limit_and_a_cancellation_are_told_apart()
    {
        _prepare = host => host.Score = Never;
        await _model.GetReadyAsync(_patience, Token);
        using var typing = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var late = await _model.ScoreAsync(_prompt, ["a"], _limits with { Timeout = TimeSpan.FromMilliseconds(50) }, Token);
        var scoring = _model.ScoreAsync(_prompt, ["a"], _limits, typing.Token);
        await typing.CancelAsync();

        Assert.Equal(ModelFailureKind.TimedOut, Assert.IsType<ScoreReply.Failed>(late).Failure.Kind);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scoring);
    }

    private static async Task<ScoreResult> Never(ScoreParams parameters, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return ScriptedHost.Scoring(parameters);
    }
}
