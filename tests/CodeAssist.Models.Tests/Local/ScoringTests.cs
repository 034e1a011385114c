using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;
using CodeAssist.ModelHost.Protocol;
using GenerationLimits = CodeAssist.Core.Models.GenerationLimits;

namespace CodeAssist.Models.Tests.Local;

public sealed class ScoringTests : LocalModelTest
{
    private static readonly FimPrompt _prompt = new(
        "a.cs", [new Core.Completion.Prompting.PromptPart.Prefix("int")], PromptIndentation.TabsAsSpaces);

    private static readonly GenerationLimits _limits = new(8, ["\n"], Patience);

    [Fact]
    public async Task Scores_come_in_the_order_of_the_texts()
    {
        await Model.GetReadyAsync(Patience, Token);

        var reply = Assert.IsType<ScoreReply.Scored>(await Model.ScoreAsync(_prompt, ["a = 1;", "b"], _limits, Token));

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
        Prepare = host =>
        {
            host.Generate = (parameters, _) => Task.FromResult(ScriptedHost.Saying((generate = parameters).Slot));
            host.Score = (parameters, _) => Task.FromResult(ScriptedHost.Scoring(score = parameters));
        };
        await Model.GetReadyAsync(Patience, Token);

        await Model.GenerateAsync(_prompt, _limits, null, Token);
        await Model.ScoreAsync(_prompt, ["a;\r\n\tb;"], _limits, Token);

        Assert.Equal(generate!.Slot, score!.Slot);
        Assert.Equal(generate.Parts, score.Parts);
        Assert.Equal(generate.Limits.MaxTokens, score.MaxTokens);
        Assert.Equal(["a;\n    b;"], score.Continuations);
    }

    [Fact]
    public async Task A_model_that_is_not_ready_is_a_value()
    {
        var reply = Assert.IsType<ScoreReply.Failed>(await Model.ScoreAsync(_prompt, ["a"], _limits, Token));

        Assert.Equal(ModelFailureKind.HostUnavailable, reply.Failure.Kind);
        Assert.Equal(0, Launcher.Launches);
    }

    [Fact]
    public async Task What_the_host_refuses_is_a_value_with_its_words()
    {
        Prepare = host => host.Score = (_, _) =>
            Task.FromResult(new ScoreResult(null, new HostFailure(HostFailureKind.InvalidRequest, "Too many.", "Ask for fewer.")));
        await Model.GetReadyAsync(Patience, Token);

        var reply = Assert.IsType<ScoreReply.Failed>(await Model.ScoreAsync(_prompt, ["a"], _limits, Token));

        Assert.Equal(ModelFailureKind.Refused, reply.Failure.Kind);
        Assert.Equal("Too many. Ask for fewer.", reply.Failure.ToString());
    }

    [Fact]
    public async Task A_model_that_was_unloaded_is_loaded_again()
    {
        Prepare = host => host.Score = (parameters, _) => Task.FromResult(host.Loads.Count == 1
            ? new ScoreResult(null, new HostFailure(HostFailureKind.ModelNotLoaded, "Gone.", "Load it."))
            : ScriptedHost.Scoring(parameters));
        await Model.GetReadyAsync(Patience, Token);

        Assert.IsType<ScoreReply.Failed>(await Model.ScoreAsync(_prompt, ["a"], _limits, Token));
        await Model.GetReadyAsync(Patience, Token);

        Assert.IsType<ScoreReply.Scored>(await Model.ScoreAsync(_prompt, ["a"], _limits, Token));
        Assert.Equal(2, Launcher.Host?.Loads.Count);
    }

    [Fact]
    public async Task A_host_that_dies_over_a_scoring_ends_it_cleanly()
    {
        Prepare = host => host.Score = Never;
        await Model.GetReadyAsync(Patience, Token);
        var scoring = Model.ScoreAsync(_prompt, ["a"], _limits, Token);

        await Launcher.KillHostAsync();

        Assert.Equal(ModelFailureKind.HostUnavailable, Assert.IsType<ScoreReply.Failed>(await scoring).Failure.Kind);
    }

    [Fact]
    public async Task No_answer_within_the_limit_and_a_cancellation_are_told_apart()
    {
        Prepare = host => host.Score = Never;
        await Model.GetReadyAsync(Patience, Token);
        using var typing = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var late = await Model.ScoreAsync(_prompt, ["a"], _limits with { Timeout = TimeSpan.FromMilliseconds(50) }, Token);
        var scoring = Model.ScoreAsync(_prompt, ["a"], _limits, typing.Token);
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
