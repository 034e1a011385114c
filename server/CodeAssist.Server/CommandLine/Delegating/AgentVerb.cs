using System.CommandLine;
using CodeAssist.Server.CommandLine.Assisting;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine.Delegating;

/// <summary>The verb <c>agent</c>: its options, and what they ask for.</summary>
internal static class AgentVerb
{
    public static Command Of(IAnsiConsole output, IAnsiConsole errors, TextWriter standardOutput, Option<bool> json)
    {
        var goal = new Argument<string>("goal") { Description = "What is to be reached, in your words: \"make the test of Cart pass\".", Arity = ArgumentArity.ZeroOrOne };
        var plan = new Option<bool>("--plan") { Description = "Make a plan; change nothing and run nothing." };
        var reading = new Option<bool>("--yes-read-only") { Description = "Run commands that are known to change nothing without asking." };
        var command = new Option<string[]>("--allow-run") { Description = "A command that may run without a question, word by word: \"npm test\".", HelpName = "COMMAND" };
        var network = new Option<bool>("--allow-network") { Description = "Let the commands of --allow-run have the network where they ask for it. Never in local-only." };
        var check = new Option<string[]>("--check") { Description = "A command that says whether the code is sound; it is run before and after, and may.", HelpName = "COMMAND" };
        var accept = new Option<bool>("--accept") { Description = "Keep the changes without asking. Without it, and without anybody to ask, they are shown and taken back." };
        var measure = new Option<bool>("--measure-edits") { Description = "Do no task: measure, and remember, in which form the edits of the model come out right." };
        var who = new Who();
        var verb = new Command("agent", "Delegate a task: reach a goal in many steps, and show what changed.") { goal, plan, reading, command, network, check, accept, measure, json };
        who.AddTo(verb);
        verb.Validators.Add(result =>
        {
            var isTask = !result.GetValue(measure);
            if (isTask == string.IsNullOrWhiteSpace(result.GetValue(goal)))
            {
                result.AddError(isTask ? "Say what is to be reached." : "Either a goal or --measure-edits.");
            }
        });
        verb.SetAction((parsed, cancellationToken) =>
        {
            var given = new AgentOptionsGiven(
                parsed.GetValue(goal) ?? "",
                parsed.GetValue(plan),
                who.Directions(parsed),
                parsed.GetValue(who.Allow),
                parsed.GetValue(reading),
                parsed.GetValue(command) ?? [],
                parsed.GetValue(network),
                parsed.GetValue(check) ?? [],
                parsed.GetValue(accept),
                parsed.GetValue(json));
            return parsed.GetValue(measure)
                ? new MeasureEditsCommand(errors, output, standardOutput).RunAsync(given, Commands.StartFolder, cancellationToken)
                : new AgentCommand(errors, standardOutput).RunAsync(given, Commands.StartFolder, cancellationToken);
        });

        return verb;
    }
}
