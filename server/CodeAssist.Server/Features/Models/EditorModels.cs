using CodeAssist.Core.LocalModels;
using CodeAssist.Core.LocalModels.Fit;
using CodeAssist.Core.Models;
using CodeAssist.Lsp;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Models.Local;
using CodeAssist.Server.LocalModels;

namespace CodeAssist.Server.Features.Models;

/// <summary>Has the user choose among the models on this machine, and gives the chosen one its job.</summary>
/// <param name="visit">Opens a connection to the host, which looks into the files.</param>
/// <param name="open">What models there are now.</param>
/// <param name="editor">Shows the list.</param>
internal sealed class EditorModels(Func<CancellationToken, Task<(HostVisit? Visit, ModelFailure? Failure)>> visit, Func<ModelShop> open, LspClient editor)
{
    private const string CompletionPrefix = "completion ";
    private const string ChatPrefix = "chat ";

    /// <returns>What came of it, in a sentence.</returns>
    public async Task<string> PickAsync(CancellationToken cancellationToken)
    {
        var shop = open();
        var (host, failure) = await visit(cancellationToken);
        if (host is null)
        {
            return $"{failure!.Message} {failure.NextStep}";
        }

        ModelInventory inventory;
        await using (host)
        {
            inventory = await ModelInventory.ReadAsync(shop.Found(), shop.Shelf.Read(), shop.Cards, host, cancellationToken);
        }

        var items = Items(inventory, shop.JobsOf).ToList();
        var chosen = await editor.PickAsync(new PickParams("Models on this machine", items, "`codeassist models pull` downloads others"), cancellationToken);
        return chosen is null ? "The models stay as they are." : Use(shop, inventory, chosen);
    }

    /// <param name="inventory">What there is.</param>
    /// <param name="jobsOf">Which jobs a file has.</param>
    /// <returns>An entry for each job that each file can do; its id says both.</returns>
    public static IEnumerable<PickItem> Items(ModelInventory inventory, Func<string, IReadOnlyList<ModelRole>> jobsOf) =>
        new[] { ModelRole.Completion, ModelRole.Chat }.SelectMany(role => inventory.Files.Where(file => file.Roles.Contains(role)).Select(file => new PickItem(
            Prefix(role) + file.Found.Path,
            file.Found.Name,
            Description: $"{FitSentences.Bytes(file.Header!.FileBytes)}, {FitSentences.Brief(file.Plan)}{(jobsOf(file.Found.Path).Contains(role) ? ", in use" : "")}",
            Detail: $"{(file.Speed is { } speed ? speed.Words : "speed not measured")} · licence: {Licence(file)}",
            Group: role is ModelRole.Completion ? "For completion" : "For explanations, changes and conversations",
            Icon: file.Plan is { Warns: true } ? "warning" : "chip")));

    private static string Use(ModelShop shop, ModelInventory inventory, string chosen)
    {
        var role = chosen.StartsWith(CompletionPrefix, StringComparison.Ordinal) ? ModelRole.Completion : ModelRole.Chat;
        if (inventory.Files.FirstOrDefault(file => string.Equals(Prefix(role) + file.Found.Path, chosen, StringComparison.Ordinal)) is not { } file)
        {
            return "That model is not on this machine any more.";
        }

        if (shop.Use(file.Found.Path, role) is { } problem)
        {
            return problem;
        }

        var warning = inventory.Machine is { } machine && file.Plan is { } plan ? FitSentences.Warning(plan, machine) : null;
        return $"{file.Found.Name} is in your settings. Restart the language server to take it.{(warning is null ? "" : " " + warning)}";
    }

    private static string Prefix(ModelRole role) => role is ModelRole.Completion ? CompletionPrefix : ChatPrefix;

    private static string Licence(LocalModelFile file) =>
        file.Card?.Commercial?.Value is CommercialUse.Forbidden ? $"{file.Licence}, not for use at work" : file.Licence ?? "not known";
}
