using System.Text.Json;
using CodeAssist.Core.LocalModels;
using CodeAssist.Core.LocalModels.Fit;
using CodeAssist.Processes.Directories;
using CodeAssist.Server.Composition;
using CodeAssist.Server.LocalModels;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine.Models;

/// <summary><c>codeassist models</c>: what needs no network.</summary>
internal sealed class ModelsCommand(Startup startup, IAnsiConsole output, IAnsiConsole errors, TextWriter json)
{
    private readonly ModelShop _shop = new(startup.Places, startup.Settings, UserEnvironment.OfThisProcess(), TimeProvider.System);

    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> ListAsync(bool asJson, bool everyFile, CancellationToken cancellationToken)
    {
        if (await ReadAsync(_shop.Found(), cancellationToken) is not { } inventory)
        {
            return ExitCode.Unavailable;
        }

        var adapters = _shop.Shelf.Read().Adapters;
        var report = new ModelsReport(
            inventory.Machine,
            [.. inventory.Files.Select(file => ModelRow.Of(file, _shop.JobsOf(file.Found.Path), adapters.GetValueOrDefault(file.Found.Path)?.Path))],
            _shop.Offers(inventory));
        if (asJson)
        {
            await json.WriteLineAsync(JsonSerializer.Serialize(report, CommandLineJsonContext.Default.ModelsReport));
        }
        else
        {
            ModelsPage.Write(output, report, everyFile);
        }

        return ExitCode.Success;
    }

    /// <param name="name">Of the model.</param>
    /// <param name="wanted">The job; null for what it can do.</param>
    /// <param name="with">What it is to be run with.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> UseAsync(string name, ModelRole? wanted, ModelCompanions with, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is not var (file, machine))
        {
            return ExitCode.Usage;
        }

        var role = wanted ?? (file.Roles.Contains(ModelRole.Completion) ? ModelRole.Completion : ModelRole.Chat);
        if (ModelShop.WhyNot(file, role) is { } problem)
        {
            errors.MarkupLineInterpolated($"[red]{problem}[/]");
            return ExitCode.Unavailable;
        }

        if (machine is not null && file.Plan is { } plan && FitSentences.Warning(plan, machine) is { } warning)
        {
            errors.MarkupLineInterpolated($"[yellow]{warning}[/]");
        }

        if ((with.Adapter is { } adapter ? await AdaptAsync(file.Found.Path, adapter, cancellationToken) : null) is { } unfit)
        {
            errors.MarkupLineInterpolated($"[red]{unfit}[/]");
            return ExitCode.Unavailable;
        }

        if (with.Draft is { } draft && !TryDraft(file.Found.Path, draft))
        {
            return Unknown(draft);
        }

        if (_shop.Use(file, role) is { } failure)
        {
            errors.MarkupLineInterpolated($"[red]{failure}[/]");
            return ExitCode.Unavailable;
        }

        var contents = _shop.Shelf.Read();
        if (contents.Adapters.GetValueOrDefault(file.Found.Path) is { } adapted)
        {
            output.MarkupLineInterpolated($"It runs with the adapter {adapted.Path}.");
        }

        if (contents.Drafts.GetValueOrDefault(file.Found.Path) is { Length: > 0 } guessing)
        {
            output.MarkupLineInterpolated($"{guessing} guesses ahead for it where that is faster.");
        }

        output.MarkupLineInterpolated($"{file.Found.Name} is used for {Word(role)} from now on. Editors that run take it at their next start.");
        return ExitCode.Success;
    }

    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> ImportAsync(string path, CancellationToken cancellationToken)
    {
        var found = new FoundFile(Path.GetFileNameWithoutExtension(path), path, ModelPlace.Imported);
        if (await ReadAsync([found], cancellationToken) is not { Files: [var file] })
        {
            return ExitCode.Unavailable;
        }

        if (file.Failure is { } failure)
        {
            errors.MarkupLineInterpolated($"[red]{failure.Message}[/] {failure.NextStep}");
            return ExitCode.Usage;
        }

        var digest = await DigestAsync(file.Found, cancellationToken);
        _shop.Shelf.Add(ShelfEntry.Of(found.Name, path, digest, _shop.Today) with { Card = file.Card?.Id });
        output.MarkupLineInterpolated($"{found.Name} is in the list. SHA-256 {digest}");
        output.MarkupLineInterpolated($"Licence: {file.Licence ?? "not known: look at where you have it from"}");
        return ExitCode.Success;
    }

    /// <returns>An <see cref="ExitCode"/>.</returns>
    public int Remove(string name, bool yes)
    {
        if (_shop.Found().FirstOrDefault(file => ModelShop.IsCalled(file, name)) is not { } file)
        {
            return Unknown(name);
        }

        if (file.Place is not (ModelPlace.Downloaded or ModelPlace.Imported))
        {
            errors.MarkupLineInterpolated($"[red]{file.Path} is not CodeAssist's to remove.[/] Remove it with the program that it belongs to.");
            return ExitCode.Usage;
        }

        if (_shop.JobsOf(file.Path) is { Count: > 0 })
        {
            errors.MarkupLineInterpolated($"[red]{file.Name} is in use.[/] Use another model first.");
            return ExitCode.Usage;
        }

        if (!yes)
        {
            output.MarkupLineInterpolated($"Would {(file.Place is ModelPlace.Downloaded ? "delete" : "take from the list")} {file.Path}. Say --yes to do it.");
            return ExitCode.Success;
        }

        output.MarkupLineInterpolated($"{(_shop.Shelf.Remove(file.Path) ? "Deleted" : "Taken from the list:")} {file.Path}");
        return ExitCode.Success;
    }

    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> VerifyAsync(string? name, bool asJson, CancellationToken cancellationToken)
    {
        var found = _shop.Found().Where(file => name is null || ModelShop.IsCalled(file, name)).ToList();
        if (found.Count == 0 && name is not null)
        {
            return Unknown(name);
        }

        if (await ReadAsync(found, cancellationToken) is not { } inventory)
        {
            return ExitCode.Unavailable;
        }

        var verified = new List<VerifiedModel>();
        foreach (var file in inventory.Files.Where(file => name is not null || file.ExpectedSha256 is not null))
        {
            verified.Add(await VerifyAsync(file, cancellationToken));
        }

        if (asJson)
        {
            await json.WriteLineAsync(JsonSerializer.Serialize(verified.ToArray(), CommandLineJsonContext.Default.VerifiedModelArray));
        }
        else
        {
            ModelsPage.Write(output, verified);
        }

        return verified.Exists(model => model.Problem is not null) ? ExitCode.NotAsPromised : ExitCode.Success;
    }

    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> BenchAsync(string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is not var (file, _))
        {
            return ExitCode.Usage;
        }

        var (speed, failure) = await ModelBench.MeasureAsync(startup, file, _shop.Today, cancellationToken);
        if (speed is null)
        {
            errors.MarkupLineInterpolated($"[red]{failure}[/]");
            return ExitCode.Unavailable;
        }

        _shop.Shelf.Note(file.Found.Path, speed);
        output.MarkupLineInterpolated($"{file.Found.Name} on {speed.Device}: {speed.Words}");
        return ExitCode.Success;
    }

    // Returns why that could not be done.
    private async Task<string?> AdaptAsync(string path, string adapter, CancellationToken cancellationToken)
    {
        if (adapter is ModelCompanions.None)
        {
            _shop.Shelf.Adapt(path, adapter: null);
            return null;
        }

        var found = Path.GetFullPath(adapter, Commands.StartFolder);
        var (visit, failure) = await startup.VisitHostAsync(cancellationToken);
        if (visit is null)
        {
            return $"{failure!.Message} {failure.NextStep}";
        }

        await using (visit)
        {
            if (await visit.InspectAsync(path, found, cancellationToken) is { Failure: { } unfit })
            {
                return $"{unfit.Message} {unfit.NextStep}";
            }
        }

        var digest = await FileDigest.OfModelAsync(found, static _ => { }, cancellationToken);
        _shop.Shelf.Adapt(path, ShelfEntry.Of(Path.GetFileNameWithoutExtension(found), found, digest, _shop.Today));
        return null;
    }

    // Returns whether somebody is called so.
    private bool TryDraft(string path, string wanted)
    {
        var draft = wanted is ModelCompanions.None ? ""
            : _shop.Found().FirstOrDefault(found => ModelShop.IsCalled(found, wanted))?.Path
                ?? (Path.GetFullPath(wanted, Commands.StartFolder) is var file && File.Exists(file) ? file : null);
        if (draft is not null)
        {
            _shop.Shelf.GuessWith(path, draft);
        }

        return draft is not null;
    }

    private async Task<VerifiedModel> VerifyAsync(LocalModelFile file, CancellationToken cancellationToken)
    {
        try
        {
            var digest = await DigestAsync(file.Found, cancellationToken);
            var problem = file.ExpectedSha256 is { } expected && !string.Equals(expected, digest, StringComparison.Ordinal)
                ? "The file is not what it was: do not use it. Download it again."
                : file.Failure?.Message;
            return new VerifiedModel(file.Found.Name, file.Found.Path, file.ExpectedSha256, digest, problem);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new VerifiedModel(file.Found.Name, file.Found.Path, file.ExpectedSha256, Sha256: null, $"It cannot be read: {exception.Message}");
        }
    }

    private async Task<string> DigestAsync(FoundFile file, CancellationToken cancellationToken)
    {
        if (!errors.Profile.Capabilities.Interactive)
        {
            return await FileDigest.OfModelAsync(file.Path, static _ => { }, cancellationToken);
        }

        return await errors.Progress().AutoClear(enabled: true).StartAsync(async context =>
        {
            var task = context.AddTask($"Reading {file.Name}", maxValue: ShelfCheck.Look(file.Path).Bytes);
            return await FileDigest.OfModelAsync(file.Path, done => task.Value = done, cancellationToken);
        });
    }

    private async Task<(LocalModelFile File, Machine? Machine)?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var found = _shop.Found().Where(file => ModelShop.IsCalled(file, name)).ToList();
        if (found.Count == 0 && Path.GetFullPath(name, Commands.StartFolder) is var path && File.Exists(path))
        {
            found = [new FoundFile(Path.GetFileNameWithoutExtension(path), path, ModelPlace.Imported)];
        }

        if (found.Count == 0)
        {
            _ = Unknown(name);
            return null;
        }

        return await ReadAsync([found[0]], cancellationToken) is { Files: [var file], Machine: var machine } ? (file, machine) : null;
    }

    private async Task<ModelInventory?> ReadAsync(IReadOnlyList<FoundFile> found, CancellationToken cancellationToken)
    {
        if (_shop.Problem is { } problem)
        {
            errors.MarkupLineInterpolated($"[yellow]{problem}[/]");
        }

        var (visit, failure) = await startup.VisitHostAsync(cancellationToken);
        if (visit is null)
        {
            errors.MarkupLineInterpolated($"[red]{failure!.Message}[/] {failure.NextStep}");
            return null;
        }

        await using (visit)
        {
            return await ModelInventory.ReadAsync(found, _shop, visit, cancellationToken);
        }
    }

    private int Unknown(string name)
    {
        errors.MarkupLineInterpolated($"[red]There is no model {name} on this machine.[/] `codeassist models list` shows what there is.");
        return ExitCode.Usage;
    }

    private static string Word(ModelRole role) => role is ModelRole.Completion ? "completion" : "chat";
}
