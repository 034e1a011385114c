using System.Text.Json;
using CodeAssist.Core.LocalModels;
using CodeAssist.Core.Policy;
using CodeAssist.Egress.Protocol;
using CodeAssist.Models.Egress;
using CodeAssist.Models.Ledger;
using CodeAssist.Processes.Directories;
using CodeAssist.Server.Composition;
using CodeAssist.Server.LocalModels;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine.Models;

/// <summary><c>codeassist models search</c>: the catalogue and the user's own list always; the hub where something may leave this machine.</summary>
internal sealed class SearchCommand(Startup startup, IAnsiConsole output, IAnsiConsole errors, TextWriter json)
{
    private readonly ModelShop _shop = new(startup.Places, startup.Settings, UserEnvironment.OfThisProcess(), TimeProvider.System);

    /// <summary>What egress has to be told at its start. Words that cannot be part of an address stay here.</summary>
    public static ModelErrand ErrandOf(string words) => HubWords.AreSound(words) ? new ModelErrand("", words) : ModelErrand.None;

    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(string words, bool asJson, CancellationToken cancellationToken)
    {
        if (_shop.Problem is { } unread)
        {
            errors.MarkupLineInterpolated($"[yellow]{unread}[/]");
        }

        var (hub, problem) = await AskHubAsync(words, cancellationToken);
        var found = new ModelSearchReport(await OffersAsync(words, cancellationToken), hub, problem);
        if (asJson)
        {
            await json.WriteLineAsync(JsonSerializer.Serialize(found, CommandLineJsonContext.Default.ModelSearchReport));
        }
        else
        {
            ModelsPage.Write(output, found);
        }

        return ExitCode.Success;
    }

    private async Task<IReadOnlyList<OfferedModel>> OffersAsync(string words, CancellationToken cancellationToken)
    {
        var (visit, failure) = await startup.VisitHostAsync(cancellationToken);
        if (visit is null)
        {
            // Then nobody says what fits; what there is can be said all the same.
            errors.MarkupLineInterpolated($"[yellow]{failure!.Message}[/] {failure.NextStep}");
            return Matching(new ModelInventory([], Machine: null));
        }

        await using (visit)
        {
            return Matching(await ModelInventory.ReadAsync(_shop.Found(), _shop, visit, cancellationToken));
        }

        IReadOnlyList<OfferedModel> Matching(ModelInventory inventory)
        {
            var ids = _shop.Cards.Matching(words).Select(model => model.Id).ToHashSet(StringComparer.Ordinal);
            return [.. _shop.Offers(inventory).Where(offer => ids.Contains(offer.Id))];
        }
    }

    private async Task<(IReadOnlyList<HubFinding>? Found, string? Problem)> AskHubAsync(string words, CancellationToken cancellationToken)
    {
        if (!HubWords.AreSound(words))
        {
            return (null, $"The hub was not asked: what is looked for there has to be {HubWords.Rule}.");
        }

        if (startup.ReadPolicyForModels() is NetworkPolicy.LocalOnly local)
        {
            return (null, $"The hub was not asked: nothing may leave this machine. {local.Reasons[0].Sentence} `codeassist policy` decides.");
        }

        using var ledger = new AuditLedger(LedgerFiles.In(startup.Places.Directories.Data), new LedgerOptions(), TimeProvider.System);
        await using var recorder = new LedgerRecorder(ledger, startup.Logger);
        await using var source = new ModelDownloads(startup.CreateHubEgress(recorder), "codeassist models search");
        var (found, failure) = await source.SearchAsync(cancellationToken);
        return (found, failure is null ? null : $"{failure.Message} {failure.NextStep}");
    }
}
