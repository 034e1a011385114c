using System.CommandLine;
using CodeAssist.Core.LocalModels;
using CodeAssist.Server.Composition;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine.Models;

/// <summary>The words behind <c>codeassist models</c> and what they call.</summary>
internal static class ModelsVerb
{
    public static Command Of(IAnsiConsole output, IAnsiConsole errors, TextWriter standardOutput, Option<bool> json)
    {
        var all = new Option<bool>("--all") { Description = "Show every file of a model: its numbers can be stored in several ways, each with a size, a fit and a speed of its own." };
        var list = new Command("list", "Show the models on this machine, those of the catalogue, and what fits.") { json, all };
        list.SetAction((parsed, cancellationToken) => WithAsync(command => command.ListAsync(parsed.GetValue(json), parsed.GetValue(all), cancellationToken)));

        var name = new Argument<string>("model") { Description = "A name from `models list`, or a path." };
        var role = new Option<ModelRole?>("--for")
        {
            Description = "The job: completion or chat. Where it is left out, completion if the model can, else chat.",
        };
        var adapter = new Option<string>("--adapter") { Description = "Path of a LoRA adapter of this model in GGUF, with which it runs from now on; none for without." };
        var draft = new Option<string>("--draft")
        {
            Description = "A small model of the same family that guesses ahead where that is faster; none for none. Where it is left out, one of the catalogue that is on this machine.",
        };
        var use = new Command("use", "Let a model that is on this machine complete or chat from now on.") { name, role, adapter, draft };
        use.SetAction((parsed, cancellationToken) => WithAsync(command => command.UseAsync(
            parsed.GetValue(name)!, parsed.GetValue(role), new ModelCompanions(parsed.GetValue(adapter), parsed.GetValue(draft)), cancellationToken)));

        var file = new Argument<string>("file") { Description = "Path of a GGUF file. It stays where it is." };
        var import = new Command("import", "Put a model file into the list, with its digest.") { file };
        import.SetAction((parsed, cancellationToken) => WithAsync(command => command.ImportAsync(Path.GetFullPath(parsed.GetValue(file)!, Commands.StartFolder), cancellationToken)));

        var removed = new Argument<string>("model") { Description = "A name from `models list`." };
        var yes = new Option<bool>("--yes") { Description = "Remove it; without this it is only shown." };
        var remove = new Command("remove", "Delete a downloaded model, or take an imported one from the list.") { removed, yes };
        remove.SetAction((parsed, _) => WithAsync(command => Task.FromResult(command.Remove(parsed.GetValue(removed)!, parsed.GetValue(yes)))));

        var which = new Argument<string?>("model") { Description = "A name from `models list`; all with a known digest where it is left out.", Arity = ArgumentArity.ZeroOrOne };
        var verify = new Command("verify", "Compute the digests of model files and compare them with what they should be.") { which, json };
        verify.SetAction((parsed, cancellationToken) => WithAsync(command => command.VerifyAsync(parsed.GetValue(which), parsed.GetValue(json), cancellationToken)));

        var measured = new Argument<string>("model") { Description = "A name from `models list`." };
        var bench = new Command("bench", "Measure how fast a model reads and writes on this machine, and remember it.") { measured };
        bench.SetAction((parsed, cancellationToken) => WithAsync(command => command.BenchAsync(parsed.GetValue(measured)!, cancellationToken)));

        var pulled = new Argument<string>("model") { Description = "A name from `models list`, with :QUANTISATION where the model has several files, or the https address of a GGUF file." };
        var accept = new Option<bool>("--accept-licence") { Description = "Say yes to a licence that is not for use at work, or of which that is not known." };
        var pull = new Command("pull", "Download a model, or go on with it.") { pulled, accept };
        pull.SetAction((parsed, cancellationToken) => BeginAsync(PullCommand.ErrandOf(parsed.GetValue(pulled)!), startup =>
            new PullCommand(startup, output, errors).RunAsync(parsed.GetValue(pulled)!, parsed.GetValue(accept), cancellationToken)));

        var words = new Argument<string[]>("words") { Description = "What to look for in names.", Arity = ArgumentArity.OneOrMore };
        var search = new Command("search", "Look for models: in the catalogue, in your own list, and in the hub where something may leave this machine.") { words, json };
        search.SetAction((parsed, cancellationToken) =>
        {
            var wanted = string.Join(' ', parsed.GetValue(words)!);
            return BeginAsync(
                SearchCommand.ErrandOf(wanted), startup => new SearchCommand(startup, output, errors, standardOutput).RunAsync(wanted, parsed.GetValue(json), cancellationToken));
        });

        return new Command("models", "Show, find, download, choose, check and measure models on this machine.") { list, search, pull, use, import, remove, verify, bench };

        Task<int> WithAsync(Func<ModelsCommand, Task<int>> run) => BeginAsync(ModelErrand.None, startup => run(new ModelsCommand(startup, output, errors, standardOutput)));

        async Task<int> BeginAsync(ModelErrand errand, Func<Startup, Task<int>> run)
        {
            await using var startup = Startup.TryBegin("models", starterSettings: "", errand, out var failure);
            if (startup is null)
            {
                errors.MarkupLineInterpolated($"[red]{failure!.Message}[/] {failure.NextStep}");
                return ExitCode.Unavailable;
            }

            try
            {
                return await run(startup);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Of a model's file or of the list: the disk was full, or the file went away meanwhile.
                errors.MarkupLineInterpolated($"[red]{exception.Message}[/] Nothing else was changed; make room or look at the permissions, and try again.");
                return ExitCode.Unavailable;
            }
        }
    }
}
