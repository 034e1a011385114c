using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using CodeAssist.Core.Assist;
using CodeAssist.Core.Routing;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine.Assisting;

/// <summary>The verbs <c>explain</c>, <c>fix</c> and <c>route</c>: their options, and what they ask for.</summary>
internal static class AssistVerbs
{
    private const int UsualInput = 1_500;
    private const int UsualOutput = 900;

    public static Command Explain(IAnsiConsole errors, TextWriter standardOutput, Option<bool> json)
    {
        var place = Place();
        var (question, who) = (new Option<string>("--question") { Description = "What you want to know of it." }, new Who());
        var command = new Command("explain", "Say what a file, or some lines of it, do.") { place, question, json };
        who.AddTo(command);
        command.SetAction((parsed, cancellationToken) => new AssistCommand(errors, standardOutput).RunAsync(
            new AssistOptionsGiven(
                AssistKind.Explain, parsed.GetValue(place)!, parsed.GetValue(question) ?? "", [], who.Directions(parsed), parsed.GetValue(who.Allow), Applies: false, parsed.GetValue(json)),
            Commands.StartFolder,
            cancellationToken));

        return command;
    }

    public static Command Fix(IAnsiConsole errors, TextWriter standardOutput, Option<bool> json)
    {
        var place = Place();
        var wish = new Option<string>("--wish") { Description = "What you want changed." };
        var problem = new Option<string[]>("--problem") { Description = "What a compiler or a review says of these lines." };
        var apply = new Option<bool>("--apply") { Description = "Write the change into the file instead of showing it only." };
        var who = new Who();
        var command = new Command("fix", "Change some lines of a file so that a problem is gone, and show the change.") { place, wish, problem, apply, json };
        who.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(wish) is null && result.GetResult(problem) is null)
            {
                result.AddError("Say what to change with --wish, or what is wrong with --problem.");
            }
        });
        command.SetAction((parsed, cancellationToken) => new AssistCommand(errors, standardOutput).RunAsync(
            new AssistOptionsGiven(
                AssistKind.Fix,
                parsed.GetValue(place)!,
                parsed.GetValue(wish) ?? "",
                parsed.GetValue(problem) ?? [],
                who.Directions(parsed),
                parsed.GetValue(who.Allow),
                parsed.GetValue(apply),
                parsed.GetValue(json)),
            Commands.StartFolder,
            cancellationToken));

        return command;
    }

    public static Command Route(IAnsiConsole output, IAnsiConsole errors, TextWriter standardOutput, Option<bool> json)
    {
        var names = Enum.GetNames<TaskKind>().Select(JsonNamingPolicy.CamelCase.ConvertName).ToArray();
        var task = new Argument<TaskKind>("task")
        {
            Description = $"What is to be done: {string.Join(", ", names)}.",
            CustomParser = result => Array.IndexOf(names, result.Tokens[0].Value) is >= 0 and var index ? Enum.GetValues<TaskKind>()[index] : Unknown(result, names),
        };
        task.CompletionSources.Add(names);
        var place = new Argument<string?>("lines") { Description = $"What it is about: {LinesPlace.Form}.", Arity = ArgumentArity.ZeroOrOne };
        var tokens = Number("--tokens", "Tokens of the question, where no lines are named.", UsualInput);
        var answer = Number("--answer", "Most tokens of the answer, where no lines are named.", UsualOutput);
        var tools = new Option<bool>("--tools") { Description = "The task needs tools." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show every letter that would be sent, too; nothing is." };
        var who = new Who();
        var command = new Command("route", "Show which model would do a task, and why; nobody is asked.") { task, place, tokens, answer, tools, dryRun, json };
        who.AddTo(command, asks: false);
        command.Validators.Add(result =>
        {
            if (result.GetValue(dryRun) && (result.GetValue(place) is null || result.GetValue(task) is not (TaskKind.Explain or TaskKind.Fix)))
            {
                result.AddError("--dry-run needs explain or fix, and the lines that it is about: what other tasks send depends on what they read.");
            }
        });
        command.SetAction((parsed, cancellationToken) => new RouteCommand(output, errors, standardOutput).RunAsync(
            new RouteOptionsGiven(
                new RoutedTask(parsed.GetValue(task), TaskSize.Whole(parsed.GetValue(tokens), parsed.GetValue(answer)))
                {
                    NeedsTools = parsed.GetValue(tools),
                    Wish = who.Directions(parsed).Wish,
                    Model = who.Directions(parsed).Model,
                },
                parsed.GetValue(place),
                parsed.GetValue(dryRun),
                parsed.GetValue(json)),
            Commands.StartFolder,
            cancellationToken));

        return command;

        static TaskKind Unknown(ArgumentResult result, string[] names)
        {
            result.AddError($"'{result.Tokens[0].Value}' is none of {string.Join(", ", names)}.");
            return TaskKind.Explain;
        }
    }

    private static Argument<string> Place() => new("lines") { Description = $"What it is about: {LinesPlace.Form}." };

    private static Option<int> Number(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0))
            {
                result.AddError($"'{token.Value}' is no number of tokens.");
            }
        });
        return option;
    }
}
