using CodeAssist.Core.LocalModels;
using CodeAssist.Core.LocalModels.Fit;
using CodeAssist.Core.Models;
using CodeAssist.Lsp;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Models.Local;
using CodeAssist.Server.LocalModels;
using CodeAssist.Server.LocalModels.Downloads;
using CodeAssist.Server.Settings;

namespace CodeAssist.Server.Features.Models;

/// <summary>Has the user choose among the models on this machine and those of the lists, fetches what is not here, and gives the chosen one its job.</summary>
/// <param name="visit">Opens a connection to the host, which looks into the files.</param>
/// <param name="open">What models there are now.</param>
/// <param name="downloads">Brings others.</param>
/// <param name="use">Gives a file a job in the server that runs; false where a model server has that job.</param>
/// <param name="editors">What the editor itself has said, which counts before the user's file when it starts the server.</param>
/// <param name="editor">Shows the list.</param>
internal sealed class EditorModels(
    Func<CancellationToken, Task<(HostVisit? Visit, ModelFailure? Failure)>> visit,
    Func<ModelShop> open,
    EditorDownloads downloads,
    Func<ModelRole, string, Task<bool>> use,
    CodeAssistSettings editors,
    LspClient editor)
{
    private const string CompletionPrefix = "completion ";
    private const string ChatPrefix = "chat ";
    private const string DownloadPrefix = "download ";
    private const string Unchanged = "The models stay as they are.";

    /// <returns>What came of it, in a sentence.</returns>
    public async Task<string> PickAsync(CancellationToken cancellationToken)
    {
        var shop = open();
        var (inventory, failure) = await ReadAsync(shop, shop.Found(), cancellationToken);
        if (inventory is null)
        {
            return failure!;
        }

        var offers = shop.Offers(inventory);
        var items = Items(inventory, shop.JobsOf).Concat(Downloads(offers, id => PullSubject.Find(id, shop.Cards, shop.Shelf.Folder))).ToList();
        var chosen = await editor.PickAsync(new PickParams("Choose a model", items, "What is not on this machine yet is downloaded"), cancellationToken);
        return chosen is null ? Unchanged
            : !chosen.StartsWith(DownloadPrefix, StringComparison.Ordinal) ? await UseAsync(shop, inventory, chosen)
            : offers.FirstOrDefault(offer => string.Equals(DownloadPrefix + offer.Id, chosen, StringComparison.Ordinal)) is { } offer ? await PullAsync(shop, offer, inventory, cancellationToken)
            : "That model is in no list any more.";
    }

    /// <param name="inventory">What there is.</param>
    /// <param name="jobsOf">Which jobs a file has.</param>
    /// <returns>An entry for each job that each file can do; its id says both.</returns>
    public static IEnumerable<PickItem> Items(ModelInventory inventory, Func<string, IReadOnlyList<ModelRole>> jobsOf) =>
        new[] { ModelRole.Completion, ModelRole.Chat }.SelectMany(role => inventory.Files.Where(file => file.Roles.Contains(role)).Select(file => new PickItem(
            Prefix(role) + file.Found.Path,
            file.Found.Name,
            Description: $"{FitSentences.Bytes(file.Header!.FileBytes)}, {FitSentences.Brief(file.Plan)}{(jobsOf(file.Found.Path).Contains(role) ? ", in use" : "")}",
            Detail: $"{(file.Speed is { } speed ? speed.Words : "speed not measured")} · licence: {Licence(file.Licence, file.Card?.Commercial?.Value)}",
            Group: role is ModelRole.Completion ? "For completion" : "For explanations, changes and conversations",
            Icon: file.Plan is { Warns: true } ? "warning" : "chip")));

    /// <param name="offers">The models of the lists.</param>
    /// <param name="subjectOf">What can be fetched of one, by its id; null for nothing.</param>
    /// <returns>An entry for each that is not here and can be.</returns>
    public static IEnumerable<PickItem> Downloads(IReadOnlyList<OfferedModel> offers, Func<string, PullSubject?> subjectOf) =>
        from offer in offers
        where !offer.IsHere || offer.Files.Any(file => !file.IsHere)
        let subject = subjectOf(offer.Id)
        where subject is not null
        orderby offer.Recommended.Count descending
        select new PickItem(
            DownloadPrefix + offer.Id,
            subject.Model.Name,
            Description: $"{(offer.Bytes is { } bytes ? FitSentences.Bytes(bytes) : "size not known")}, {FitSentences.Brief(offer.Fit)}{Begun(subject)}{(offer.Files.Count > 1 ? $", {offer.Files.Count} sizes to choose from" : "")}",
            Detail: $"for {Words(offer.Roles)}{(offer.Recommended.Count > 0 ? $", the best here for {Words(offer.Recommended)}" : "")} · licence: {Licence(offer.Licence, offer.Commercial)}",
            Group: "Not on this machine yet",
            Icon: offer.Fit is { Warns: true } ? "warning" : "cloud-download");

    /// <param name="offer">A model of the lists with several files.</param>
    /// <param name="subjectOf">What can be fetched, by the name of one of them; null for nothing.</param>
    /// <returns>An entry for each file: the more bits for each number, the better and the larger.</returns>
    public static IEnumerable<PickItem> Sizes(OfferedModel offer, Func<string, PullSubject?> subjectOf) => offer.Files.Select(file => new PickItem(
        file.Quantisation,
        file.Quantisation,
        Description: $"{(file.Bytes is { } bytes ? FitSentences.Bytes(bytes) : "size not known")}, {FitSentences.Brief(file.Fit)}{(file.IsHere ? ", is here" : subjectOf(NameOf(offer, file.Quantisation)) is { } subject ? Begun(subject) : "")}",
        Detail: file.Speed?.Words ?? "speed not measured",
        Icon: file.Fit is { Warns: true } ? "warning" : file.IsHere ? "chip" : "cloud-download"));

    private async Task<string> PullAsync(ModelShop shop, OfferedModel offer, ModelInventory inventory, CancellationToken cancellationToken)
    {
        var wanted = offer.Files.Count < 2 ? offer.Quantisation
            : await editor.PickAsync(new PickParams($"Choose a size of {offer.Id}", [.. Sizes(offer, Subject)], "How its numbers are stored: more bits are better and slower"), cancellationToken);
        if (wanted is null)
        {
            return Unchanged;
        }

        var file = offer.Files.FirstOrDefault(file => string.Equals(file.Quantisation, wanted, StringComparison.Ordinal));
        return Subject(NameOf(offer, wanted)) is not { } subject ? "That model is in no list any more."
            : file is { IsHere: true } && inventory.Files.FirstOrDefault(here => string.Equals(Path.GetFileName(here.Found.Path), subject.File.FileName, StringComparison.OrdinalIgnoreCase)) is { } here
                ? await UseAsync(shop, inventory, here)
            : await PullAsync(shop, subject, file?.Fit, inventory.Machine, cancellationToken);

        PullSubject? Subject(string name) => PullSubject.Find(name, shop.Cards, shop.Shelf.Folder);
    }

    // The first is the model's own.
    private static string NameOf(OfferedModel offer, string quantisation) =>
        string.Equals(quantisation, offer.Quantisation, StringComparison.Ordinal) ? offer.Id : $"{offer.Id}:{quantisation}";

    private async Task<string> PullAsync(ModelShop shop, PullSubject subject, FitPlan? plan, Machine? machine, CancellationToken cancellationToken)
    {
        if (await downloads.PullAsync(shop, subject, Warning(plan, machine), cancellationToken) is { } whyNot)
        {
            return whyNot;
        }

        var (inventory, failure) = await ReadAsync(shop, [.. shop.Found().Where(file => string.Equals(file.Path, subject.Target, StringComparison.Ordinal))], cancellationToken);
        return inventory is not { Files: [var file, ..] } ? failure ?? "The file went away again."
            : await UseAsync(shop, inventory, file);
    }

    // For the first thing that it can do.
    private async Task<string> UseAsync(ModelShop shop, ModelInventory inventory, LocalModelFile file) =>
        file.Roles is [var role, ..] ? await UseAsync(shop, inventory, Prefix(role) + file.Found.Path) : $"{file.Found.Name} is here, but {ModelShop.WhyNot(file, ModelRole.Completion)}";

    private async Task<string> UseAsync(ModelShop shop, ModelInventory inventory, string chosen)
    {
        var role = chosen.StartsWith(CompletionPrefix, StringComparison.Ordinal) ? ModelRole.Completion : ModelRole.Chat;
        if (inventory.Files.FirstOrDefault(file => string.Equals(Prefix(role) + file.Found.Path, chosen, StringComparison.Ordinal)) is not { } file)
        {
            return "That model is not on this machine any more.";
        }

        if (shop.Use(file, role) is { } problem)
        {
            return problem;
        }

        if (!await use(role, file.Found.Path))
        {
            return $"{file.Found.Name} is in your settings, but completion.endpoint there names a model server, which completes in its place.";
        }

        string?[] warnings = [Warning(file.Plan, inventory.Machine), Overruled(editors, role, file.Found.Path)];
        var does = role is ModelRole.Completion ? "completes" : "explains, changes and holds conversations";
        return $"{file.Found.Name} {does} from now on.{string.Concat(warnings.Where(warning => warning is not null).Select(warning => " " + warning))}";
    }

    /// <returns>Where the editor's own settings name another file, that they will win; null where they do not.</returns>
    public static string? Overruled(CodeAssistSettings editors, ModelRole role, string path)
    {
        var (key, named) = role is ModelRole.Completion ? ("codeassist.model.path", editors.ModelPath) : ("codeassist.model.chat", editors.ChatModelPath);
        return named.Length == 0 || string.Equals(named, path, StringComparison.Ordinal)
            ? null
            : $"But your editor's own setting {key} names {named}, which counts again at the next start: clear it there to keep this choice.";
    }

    private async Task<(ModelInventory? Inventory, string? Failure)> ReadAsync(ModelShop shop, IReadOnlyList<FoundFile> found, CancellationToken cancellationToken)
    {
        var (host, failure) = await visit(cancellationToken);
        if (host is null)
        {
            return (null, $"{failure!.Message} {failure.NextStep}");
        }

        await using (host)
        {
            return (await ModelInventory.ReadAsync(found, shop, host, cancellationToken), null);
        }
    }

    private static string? Warning(FitPlan? plan, Machine? machine) => plan is not null && machine is not null ? FitSentences.Warning(plan, machine) : null;

    private static string Begun(PullSubject subject) =>
        subject.Wishes.Select(wish => PartialState.Read(wish.NoteFile)).FirstOrDefault(state => state is { TotalBytes: > 0 }) is { } state ? $", {100 * state.DoneBytes / state.TotalBytes} % of it has come" : "";

    private static string Prefix(ModelRole role) => role is ModelRole.Completion ? CompletionPrefix : ChatPrefix;

    private static string Words(IReadOnlyList<ModelRole> roles) => string.Join(" and ", roles.Select(role => role is ModelRole.Completion ? "completion" : "chat"));

    private static string Licence(string? name, CommercialUse? use) => use is CommercialUse.Forbidden ? $"{name}, not for use at work" : name ?? "not known";
}
