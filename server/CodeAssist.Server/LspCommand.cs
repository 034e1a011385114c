using CodeAssist.Lsp;
using CodeAssist.Lsp.Lifecycle;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Processes.Children;
using CodeAssist.Server.Composition;
using CodeAssist.Server.Features;
using CodeAssist.Server.Features.InlineCompletion;
using CodeAssist.Server.Features.Lifecycle;
using CodeAssist.Server.Features.Status;
using CodeAssist.Server.Features.Workspace;
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
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(Stream input, Stream output, TextWriter errors)
    {
        await using var startup = Startup.TryBegin("lsp", out var failure);
        if (startup is null)
        {
            await errors.WriteLineAsync($"{failure!.Message} {failure.NextStep}");
            return ExitCode.Unavailable;
        }

        var logger = startup.Logger;
        using var signals = TerminationSignals.Listen();
        await using var engine = startup.CreateEngine();
        var tally = new CompletionTally();
        var options = LspServerOptions.Default with
        {
            Describe = () => DebugLines.Of(startup, engine, tally),
            IsProcessAlive = static processId => ProcessIdentity.Of(processId) is not null,
        };
        await using var server = new LspServer<ServerSession, SessionSnapshot>(input, output, options, logger);
        logger.AddSink((level, line) => server.Client.Log(EditorLevel(level), line));
        using var news = new ModelNews(server.Client, engine.Model);

        var update = new SettingsUpdate(server.Client, logger, UserSettingsFile.In(startup.Places.Directories.Config));
        var pull = new ConfigurationPull(server.Client, server.Post, update);
        var handlers = Handlers.Table(
            new EditorGreeting(server.Client, pull, engine.Model, logger),
            new InlineCompletionQuery(engine.Pipeline, tally, logger),
            pull,
            update,
            startup.SettingsProblems,
            logger);

        return await server.RunAsync(new ServerSession(startup.Settings), handlers, signals.Token);
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
