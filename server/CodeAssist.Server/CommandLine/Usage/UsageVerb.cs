using System.CommandLine;
using System.Globalization;
using CodeAssist.Core.Spending;
using CodeAssist.Processes.Directories;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine.Usage;

/// <summary>The verb <c>usage</c>: its options, and what they ask for.</summary>
internal static class UsageVerb
{
    /// <summary>As long as the ledger is kept there is something to count.</summary>
    private const int MostDays = 90;

    /// <param name="output">For people.</param>
    /// <param name="errors">For people, when something is wrong.</param>
    /// <param name="standardOutput">For programs.</param>
    /// <param name="json">The option that all verbs have.</param>
    /// <param name="prices">What models cost.</param>
    public static Command Of(IAnsiConsole output, IAnsiConsole errors, TextWriter standardOutput, Option<bool> json, Func<PriceList> prices)
    {
        var html = new Option<string>("--html") { Description = "Write a page with plots instead, which needs nothing from anywhere.", HelpName = "FILE" };
        var days = new Option<int>("--days") { Description = $"How many days up to today, 1 to {MostDays}.", HelpName = "N", DefaultValueFactory = static _ => 30 };
        days.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostDays))
            {
                result.AddError($"'{token.Value}' is no number of days from 1 to {MostDays}.");
            }
        });
        var gpu = new Option<decimal?>("--gpu-dollars-per-hour")
        {
            Description = "Compare with a hosted GPU that costs so much an hour.",
            HelpName = "X",
            CustomParser = static result =>
            {
                if (decimal.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) && price is > 0 and <= 1_000_000)
                {
                    return price;
                }

                result.AddError($"'{result.Tokens[0].Value}' is no price in dollars, such as 1.99.");
                return null;
            },
        };
        var asModel = new Option<string>("--as") { Description = "Say what this machine's own answers would have cost at this model; the dearest known where it is left out.", HelpName = "MODEL" };
        var command = new Command("usage", "Show what was asked of which model, what it cost, and how much of the suggestions was kept.") { html, days, gpu, asModel, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!AppDirectories.TryFind(out var directories, out var failure))
            {
                errors.MarkupLineInterpolated($"[red]{failure.Message}[/] {failure.NextStep}");
                return ExitCode.Unavailable;
            }

            var options = new UsageOptions(
                parsed.GetValue(json),
                parsed.GetValue(html) is { } page ? Path.GetFullPath(page, Commands.StartFolder) : null,
                parsed.GetValue(days),
                parsed.GetValue(gpu),
                parsed.GetValue(asModel));
            return await new UsageCommand(output, errors, standardOutput, directories, prices(), TimeProvider.System).RunAsync(options, cancellationToken);
        });

        return command;
    }
}
