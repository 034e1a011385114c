using CodeAssist.Core.Models;
using CodeAssist.Core.Policy;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.Status;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Features.Status;

public sealed class StatusBoardTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly List<StatusParams> _said = [];
    private readonly Snooze _snooze;
    private readonly StatusBoard _board;

    public StatusBoardTests()
    {
        _snooze = new Snooze(_time);
        _board = new StatusBoard(_said.Add, _snooze, _time);
        _board.Model(new ModelAvailability.Loading(0.42));
    }

    public void Dispose()
    {
        _board.Dispose();
        _snooze.Dispose();
    }

    [Fact]
    public void Loading_is_said_with_its_percentage_once_each()
    {
        _board.Model(new ModelAvailability.Loading(0.42));
        _board.Model(new ModelAvailability.Loading(0.9));

        Assert.Equal([42, 90], _said.Select(status => status.Percent));
        Assert.All(_said, status => Assert.Equal(ServerState.Loading, status.State));
    }

    [Fact]
    public void A_request_shows_only_when_it_takes_long_and_until_it_ends()
    {
        Ready();

        using (_board.Working())
        {
        }

        Assert.Equal(ServerState.Ready, _said[^1].State);
        var slow = _board.Working();
        _time.Advance(TimeSpan.FromMilliseconds(301));
        Assert.Equal(ServerState.Thinking, _said[^1].State);
        slow.Dispose();

        Assert.Equal([ServerState.Loading, ServerState.Ready, ServerState.Thinking, ServerState.Ready], _said.Select(status => status.State));
    }

    [Fact]
    public void Behaviour_22_slow_answers_are_said_with_what_to_do_until_they_are_quick_again()
    {
        Ready();

        _board.Slow("Suggestions take up to 2.0 s.");
        _board.Slow(null);

        Assert.Equal([ServerState.Slow, ServerState.Ready], _said.TakeLast(2).Select(status => status.State));
        Assert.EndsWith("Suggestions take up to 2.0 s.", _said[^2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_snooze_begins_and_ends_by_itself()
    {
        Ready();

        _snooze.Begin(TimeSpan.FromMinutes(10));
        var snoozed = _said[^1];
        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(ServerState.Paused, snoozed.State);
        Assert.Matches("^Snoozed until [0-9]{2}:[0-9]{2}$", snoozed.Message);
        Assert.Equal(ServerState.Ready, _said[^1].State);
        Assert.Null(_snooze.Until);
    }

    [Fact]
    public void A_snooze_can_be_ended_early()
    {
        Ready();
        _snooze.Begin(TimeSpan.FromMinutes(10));

        _snooze.End();

        Assert.Equal(ServerState.Ready, _said[^1].State);
    }

    [Fact]
    public void A_failure_is_said_with_what_to_do_whatever_else_holds()
    {
        _snooze.Begin(TimeSpan.FromMinutes(10));

        _board.Model(new ModelAvailability.Unavailable(new ModelFailure(ModelFailureKind.Unusable, "The file is gone.", "Put it back.")));

        Assert.Equal(new StatusParams(ServerState.Failed, "The file is gone. Put it back."), _said[^1]);
    }

    [Fact]
    public void Switched_off_is_said_whatever_the_model_does_and_ends_with_the_setting()
    {
        _board.Enabled(false);
        Ready();

        Assert.Equal(ServerState.Off, _said[^1].State);
        _board.Enabled(true);
        Assert.Equal(ServerState.Ready, _said[^1].State);
    }

    [Theory]
    [InlineData(LocalOnlyCause.UserChoice, true)]
    [InlineData(LocalOnlyCause.NoEgressProgram, false)]
    public void Local_only_says_why_and_whether_it_was_chosen(LocalOnlyCause cause, bool chosen)
    {
        _board.Policy(new NetworkPolicy.LocalOnly(cause, "Because."), isPrivate: false);

        Assert.Equal(new LocalOnlyStatus(chosen, Private: false, "Nothing leaves this machine. Because."), _said[^1].LocalOnly);
    }

    [Fact]
    public void Every_reason_for_local_only_is_said()
    {
        _board.Policy(new NetworkPolicy.LocalOnly([new(LocalOnlyCause.NoEgressProgram, "Nobody asked."), new(LocalOnlyCause.UntrustedWorkspace, "It is not trusted.")]), isPrivate: false);

        Assert.Equal(new LocalOnlyStatus(Chosen: false, Private: false, "Nothing leaves this machine. Nobody asked. It is not trusted."), _said[^1].LocalOnly);
    }

    [Fact]
    public void An_open_policy_is_not_mentioned()
    {
        _board.Policy(new NetworkPolicy.LocalOnly(LocalOnlyCause.UserChoice, "Because."), isPrivate: false);

        _board.Policy(new NetworkPolicy.Open(), isPrivate: false);

        Assert.Null(_said[^1].LocalOnly);
    }

    private void Ready() => _board.Model(new ModelAvailability.Ready(
        new CompletionModel("scripted", "CPU", FimLayout.SuffixFirstUnmarked, 1024, PromptSeparators.File, BeginsText: false, MinimumProbability: 0.3)));
}
