using CodeAssist.Context.Fixes;
using CodeAssist.Core.Completion.Typing;
using CodeAssist.Lsp;
using CodeAssist.Lsp.Lifecycle;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Processes.Children;
using CodeAssist.Processes.Directories;
using CodeAssist.Processes.Power;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.CommandLine;
using CodeAssist.Server.Composition;
using CodeAssist.Server.Features;
using CodeAssist.Server.Delegating.Hands;
using CodeAssist.Server.Delegating.Memory;
using CodeAssist.Server.Features.Assist;
using CodeAssist.Server.Features.Commands;
using CodeAssist.Server.Features.Delegating;
using CodeAssist.Server.Features.Dialogs;
using CodeAssist.Server.Features.Indexing;
using CodeAssist.Server.Features.InlineCompletion;
using CodeAssist.Server.Features.Lifecycle;
using CodeAssist.Server.Features.Menu;
using CodeAssist.Server.Features.Models;
using CodeAssist.Server.Features.OrdinaryCompletion;
using CodeAssist.Server.Features.Policy;
using CodeAssist.Server.Features.Review;
using CodeAssist.Server.Features.Routing;
using CodeAssist.Server.Features.Status;
using CodeAssist.Server.Features.Usage;
using CodeAssist.Server.Features.Workspace;
using CodeAssist.Server.LocalModels;
using CodeAssist.Server.Reviewing;
using CodeAssist.Server.Session;
using CodeAssist.Server.Settings;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Server;

/// <summary><c>codeassist lsp</c>: wires the language server and runs it over standard input and output.</summary>
internal static class LspCommand
{
    /// <param name="input">What the editor says.</param>
    /// <param name="output">What we say; nothing but protocol goes there.</param>
    /// <param name="errors">For the one sentence when nothing can be started.</param>
    /// <param name="starterSettings">Settings as JSON from whoever starts us; empty for none.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(Stream input, Stream output, TextWriter errors, string starterSettings)
    {
        await using var startup = Startup.TryBegin("lsp", starterSettings, out var failure);
        if (startup is null)
        {
            await errors.WriteLineAsync($"{failure!.Message} {failure.NextStep}");
            return ExitCode.Unavailable;
        }

        var logger = startup.Logger;
        using var signals = TerminationSignals.Listen();
        using var localUsage = UsageFiles.Local.Open(startup.Places.Directories.Data);
        using var local = new LocalUse(TimeProvider.System, entry => localUsage.WriteLine(UsageFiles.Local.Line(entry)));
        PolicyWatch? watch = null;
        await using var models = ModelsAtHand.Over(startup, () => watch?.Folders ?? [], local);
        await using var engine = models.CreateCompletionEngine() ?? startup.CreateEngine();
        var tally = new CompletionTally();
        var typing = new TypingCompletions(engine.Pipeline, engine.Model, TimeProvider.System);
        typing.Used += tally.Count;
        var acceptances = new Acceptances();
        var last = new LastCompletion();
        using var usage = UsageFiles.Kept.Open(startup.Places.Directories.Data);
        using var kept = new KeptCharacters(TimeProvider.System, entry => usage.WriteLine(UsageFiles.Kept.Line(entry)));
        typing.Used += answer => local.Count(engine, answer.Tokens);
        using var snooze = new Snooze(TimeProvider.System);
        var options = LspServerOptions.Default with
        {
            Describe = () => DebugLines.Of(startup, engine, typing, tally, acceptances),
            IsProcessAlive = static processId => ProcessIdentity.Of(processId) is not null,
        };
        await using var server = new LspServer<ServerSession, SessionSnapshot>(input, output, options, logger);
        engine.Definitions.Ask = server.Client.DefineAsync;
        logger.AddSink((level, line) => server.Client.Log(EditorLevel(level), line));
        using var board = new StatusBoard(server.Client.SendStatus, snooze, TimeProvider.System);
        using var news = new ModelNews(server.Client, engine.Model, board);
        var warmUp = new ModelWarmUp(engine.Model, board);
        await using var upkeep = new IndexUpkeep(engine.Workspace, server.Client, logger);

        var ordinaryItems = new OrdinaryItemsRegistration(server.Client, logger);
        var update = new SettingsUpdate(server.Client, logger, ordinaryItems, warmUp, UserSettingsFile.In(startup.Places.Directories.Config), models.NoteAsync);
        var policy = watch = new PolicyWatch(startup.ReadPolicyAsync, new UserDecisions(startup.PolicyFiles, TimeProvider.System), board);
        var pull = new ConfigurationPull(server.Client, server.Post, update);
        var suggester = new Suggester(typing, tally, last, acceptances, kept, new ResponseTimes(), snooze, new PowerSupplies(PowerSupplies.KernelFolder, TimeProvider.System), board, logger);
        using var shown = new ShownFiles(startup.Places.Directories.Runtime);
        var answers = new ShownAnswers(shown, server.Client, TimeProvider.System);
        var pages = new EditorPages(shown, server.Client);
        var recent = new RecentTasks(TimeProvider.System);
        var assist = new EditorAssist(models, new Assistant(models, FixCheck.OfFilesAsTheyStand(), TimeProvider.System), answers, recent, board, server.Client);
        var latest = new LatestSnapshot();
        var compiler = new FirstDocument(() => _ = engine.Names.WarmUpAsync());
        var questions = new PageQuestions(server.Client);
        using var tasks = new EditorTasks(
            models,
            (root, editor) => TaskHands.TryOpen(startup, root, watch?.Folders ?? [], editor, models.NoteAsync),
            latest,
            new EditFormFile(EditFormFile.In(startup.Places.Directories.State)),
            pages,
            questions,
            () => answers.Begin("task"),
            board,
            server.Client,
            TimeProvider.System);
        var marks = new ReviewMarks(server.Client);
        using var reviews = new EditorReviews(
            Reviews.Over(startup.Places.Directories, servesHooks: false, startup.LikelihoodOf(engine.Model)), models, () => answers.Begin("what-is-sent"), marks, board, server.Client, TimeProvider.System);
        var running = new RunningModels(engine, models, startup.Places.Product.BuiltInModel);
        var editorModels = new EditorModels(
            startup.VisitHostAsync,
            () => new ModelShop(startup.Places, running.Over(startup.Settings), UserEnvironment.OfThisProcess(), TimeProvider.System),
            new EditorDownloads(() => models.OpenHubs(EditorCommand.PickModel), startup.VisitHostAsync, startup.ReadPolicyForModels, server.Client, TimeProvider.System),
            running.UseAsync,
            startup.StartersSettings,
            server.Client);
        var handlers = Handlers.Table(
            new EditorGreeting(server.Client, pull, warmUp, upkeep, logger),
            new InlineCompletionQuery(suggester),
            new OrdinaryCompletionQuery(suggester),
            ordinaryItems,
            new ExecuteCommand(
                server.Client,
                snooze,
                policy,
                last,
                acceptances,
                kept,
                reviews,
                assist,
                tasks,
                questions,
                new EditorMenu(server.Client, board),
                new UsageView(startup.Places.Directories, Commands.Prices, local, pages, TimeProvider.System),
                new RoutingView(models, recent, pages, TimeProvider.System),
                models,
                editorModels),
            // A model elsewhere is asked only where somebody waits: it may cost money, and it sees what it is asked.
            new CodeActionQuery(new ReviewActions(marks), engine.Local is null ? static (_, _, _) => { } : suggester.Rest),
            typing,
            last,
            kept,
            acceptances,
            policy,
            pull,
            update,
            upkeep,
            startup.SettingsProblems,
            logger);

        void Follow(SessionSnapshot snapshot)
        {
            latest.Follow(snapshot);
            upkeep.Follow(snapshot);
            compiler.Follow(snapshot);
        }

        return await server.RunAsync(new ServerSession(startup.Settings, Follow), handlers, signals.Token);
    }

    private static MessageType EditorLevel(LogLevel level) =>
        level switch
        {
            LogLevel.Critical or LogLevel.Error => MessageType.Error,
            LogLevel.Warning => MessageType.Warning,
            LogLevel.Information => MessageType.Information,
            _ => MessageType.Log,
        };
}
