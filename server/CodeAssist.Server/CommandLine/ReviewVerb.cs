using System.CommandLine;
using CodeAssist.Core.Review.Anchoring;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Chat;
using CodeAssist.Core.Review.Memory;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Text;
using CodeAssist.Server.Reviewing.Memory;
using CodeAssist.Server.Reviewing.Output;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine;

/// <summary>The verb <c>review</c>: its options, and what they ask for.</summary>
internal static class ReviewVerb
{
    public const string Name = "review";

    public static Command Of(IAnsiConsole output, IAnsiConsole errors, TextWriter standardOutput, Option<bool> json)
    {
        var staged = new Option<bool>("--staged") { Description = "What the next commit would hold, as it is in the index." };
        var branch = new Option<string>("--branch") { Description = "What this branch has that BASE has not.", HelpName = "BASE" };
        var commit = new Option<string>("--commit") { Description = "What one commit did.", HelpName = "COMMIT" };
        var files = new Option<string[]>("--file") { Description = "Files as they stand; FILE:10-20 for some lines of one.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var format = Choice<ReviewFormat>("--format", "Who the report is for.");
        var failLevel = Choice<FailLevel>("--fail-level", "From which level on findings end with exit code 1.");
        var scope = Choice<ReviewScope>("--scope", "Which lines findings may be about.");
        var chat = Choice<ChatMode>("--chat", "Which chat models take part.");
        var allow = new Option<decimal>("--allow") { Description = "What a closed model may cost without a question, in US dollars.", HelpName = "DOLLARS" };
        var sarif = new Option<string[]>("--sarif") { Description = "A SARIF 2.1.0 report of another tool to take in.", HelpName = "FILE" };
        var file = new Option<string>("--output") { Description = "Write the report to a file.", HelpName = "FILE" };
        var command = new Command(Name, "Review what has changed since the last commit, or another change.")
        {
            staged, branch, commit, files, format, failLevel, scope, chat, allow, sarif, file, json, Dismiss(output, errors),
        };
        command.Validators.Add(result =>
        {
            Option[] inputs = [staged, branch, commit, files];
            if (inputs.Count(option => result.GetResult(option) is not null) > 1)
            {
                result.AddError("Only one of --staged, --branch, --commit and --file can be reviewed at a time.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var folder = Commands.StartFolder;
            var request = parsed.GetValue(staged) ? new ChangeRequest.Staged(folder)
                : parsed.GetValue(branch) is { } target ? new ChangeRequest.Branch(folder, target)
                : parsed.GetValue(commit) is { } revision ? new ChangeRequest.Commit(folder, revision)
                : parsed.GetValue(files) is { Length: > 0 } paths ? Files(folder, paths)
                : (ChangeRequest)new ChangeRequest.WorkingTree(folder);
            return new ReviewCommand(output, errors, standardOutput).RunAsync(
                new ReviewOptionsGiven(
                    request,
                    parsed.GetValue(format) ?? (parsed.GetValue(json) ? ReviewFormat.Json : ReviewFormat.Text),
                    parsed.GetValue(failLevel),
                    parsed.GetValue(scope),
                    parsed.GetValue(chat),
                    parsed.GetValue(allow),
                    [.. (parsed.GetValue(sarif) ?? []).Select(path => Path.GetFullPath(path, folder))],
                    parsed.GetValue(file) is { } report ? Path.GetFullPath(report, folder) : null),
                cancellationToken);
        });

        return command;
    }

    /// <summary>Some lines where one file with lines is named, whole files otherwise.</summary>
    internal static ChangeRequest Files(string folder, string[] paths) =>
        paths is [var only] && LinesPlace.TryParse(only, out var place) && place is { First: { } first, Last: { } last }
            ? new ChangeRequest.Selection(folder, place.Path, new TextRange(new TextPosition(first - 1, 0), new TextPosition(last - 1, int.MaxValue)))
            : new ChangeRequest.Files(folder, paths);

    private static Command Dismiss(IAnsiConsole output, IAnsiConsole errors)
    {
        var id = new Argument<string>("id") { Description = "The finding's id, as a review shows it." };
        var reason = new Option<string>("--reason") { Description = "Why, for whoever asks later.", Required = true };
        var scope = Choice<DismissalScope>("--scope", "This finding while its code stays as it is, the rule in this file, or the rule everywhere.");
        var place = Choice<DismissalPlace>("--in", "Keep it in the repository, for everybody, or in your own data.");
        var command = new Command("dismiss", "Do not show a finding again.") { id, reason, scope, place };
        command.SetAction((parsed, cancellationToken) => new DismissCommand(output, errors).RunAsync(
            parsed.GetValue(id)!, parsed.GetValue(scope) ?? DismissalScope.Finding, parsed.GetValue(place), parsed.GetValue(reason)!, Commands.StartFolder, cancellationToken));

        return command;
    }

    /// <summary>An option that takes the names of an enumeration in small letters.</summary>
    private static Option<TEnum?> Choice<TEnum>(string name, string description)
        where TEnum : struct, Enum
    {
        string[] names = [.. Enum.GetNames<TEnum>().Select(value => value.ToLowerInvariant())];
        var option = new Option<TEnum?>(name)
        {
            Description = $"{description} One of {string.Join(", ", names)}.",
            HelpName = name[2..].ToUpperInvariant(),
            CustomParser = result =>
            {
                var index = Array.IndexOf(names, result.Tokens[0].Value);
                if (index >= 0)
                {
                    return Enum.GetValues<TEnum>()[index];
                }

                result.AddError($"'{result.Tokens[0].Value}' is none of {string.Join(", ", names)}.");
                return null;
            },
        };
        option.CompletionSources.Add(names);
        return option;
    }
}
