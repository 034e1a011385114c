using CodeAssist.Core.Agent.Actions;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.CommandLine;
using CodeAssist.Server.CommandLine.Delegating;

namespace CodeAssist.Server.Tests.CommandLine.Delegating;

/// <summary>A terminal at which nobody sits allows only what an option names.</summary>
public sealed class TerminalUserTests : IDisposable
{
    private readonly StringWriter _told = new();

    public void Dispose() => _told.Dispose();

    [Theory]
    [InlineData("npm test", ApprovalAnswer.Once)]
    [InlineData("npm test --script-shell=evil", ApprovalAnswer.No)]
    [InlineData("npm", ApprovalAnswer.No)]
    [InlineData("npm testing", ApprovalAnswer.No)]
    public async Task A_command_is_allowed_word_by_word(string command, ApprovalAnswer expected) =>
        Assert.Equal(expected, await ApproveAsync(command, folder: ""));

    [Fact]
    public async Task A_command_in_another_folder_is_another_command() => Assert.Equal(ApprovalAnswer.No, await ApproveAsync("npm test", folder: "evil"));

    [Theory]
    [InlineData(true, ApprovalAnswer.Once)]
    [InlineData(false, ApprovalAnswer.No)]
    public async Task With_the_network_it_is_another_command_unless_an_option_says_otherwise(bool allowsNetwork, ApprovalAnswer expected)
    {
        var user = User(Given() with { AllowsNetwork = allowsNetwork }, [["npm", "ci"]]);

        Assert.Equal(expected, await user.ApproveAsync(Request(), new AgentAction.Run(["npm", "ci"], "") { WantsNetwork = true }, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(true, ApprovalAnswer.Once)]
    [InlineData(false, ApprovalAnswer.No)]
    public async Task What_only_reads_is_allowed_by_its_option(bool onlyReads, ApprovalAnswer expected)
    {
        var user = User(new AgentOptionsGiven("goal", IsPlan: false, AssistDirections.None, 0, AllowsReading: true, [], AllowsNetwork: false, [], Accepts: false, AsJson: false), []);

        Assert.Equal(expected, await user.ApproveAsync(Request() with { OnlyReads = onlyReads }, new AgentAction.Run(["ls"], ""), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Where_nobody_answers_broken_changes_are_not_kept_and_questions_stay_open()
    {
        var user = User(Given(), []);

        Assert.False(await user.KeepsBrokenAsync("red", TestContext.Current.CancellationToken));
        Assert.Null(await user.AskAsync("Which?", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_a_model_wrote_cannot_command_the_terminal()
    {
        await User(Given(), []).ApproveAsync(new ApprovalRequest("key", "Run \u001b[2Jls", "\u202Els", "It\u0007 asks [red]you[/].", CanBeRemembered: false), new AgentAction.Run(["ls"], ""), TestContext.Current.CancellationToken);

        Assert.DoesNotContain('\u001b', _told.ToString());
        Assert.DoesNotContain('\u0007', _told.ToString());
        Assert.Contains("[red]you[/]", _told.ToString(), StringComparison.Ordinal);
    }

    private Task<ApprovalAnswer> ApproveAsync(string command, string folder) =>
        User(Given(), [["npm", "test"]]).ApproveAsync(Request(), new AgentAction.Run(command.Split(' '), folder), TestContext.Current.CancellationToken);

    private TerminalUser User(AgentOptionsGiven given, IReadOnlyList<IReadOnlyList<string>> allowed) => new(Terminal.On(_told, isTerminal: false), given, allowed, canAnswer: false);

    private static AgentOptionsGiven Given() => new("goal", IsPlan: false, AssistDirections.None, 0, AllowsReading: false, [], AllowsNetwork: false, [], Accepts: false, AsJson: false);

    private static ApprovalRequest Request() => new("key", "Run it", "it", "It asks.", CanBeRemembered: true);
}
