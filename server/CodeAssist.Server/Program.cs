using System.Text;
using CodeAssist.Processes.Broker;
using CodeAssist.Processes.Running;
using CodeAssist.Server;
using CodeAssist.Server.CommandLine;

// Standard output belongs to the protocol or to the result that was asked for: whatever else writes, writes to standard error.
await using var output = Console.OpenStandardOutput();
Console.SetOut(Console.Error);

#pragma warning disable CA1031 // Border: the end of the process. People get one sentence and a reference, the log gets the details.
try
{
    return await RunAsync(args, output);
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Interrupted.");
    return ExitCode.Cancelled;
}
catch (Exception exception)
{
    return await InternalError.TellAsync(exception, Console.Error);
}
#pragma warning restore CA1031

static async Task<int> RunAsync(string[] args, Stream output)
{
    // The two verbs that editors wait for are served before the command line is even described.
    switch (args)
    {
        case ["broker", .. var rest]:
            return await BrokerMain.RunAsync(rest, CancellationToken.None);
        case [ContainMain.Verb, .. var rest]:
            return ContainMain.Run(rest);
        case ["lsp"] or ["lsp", "--stdio"]: // Editors add the option to whatever they start.
            return await ServeEditorAsync(output, starterSettings: "");
        case ["lsp", "--settings", var settings]:
            return await ServeEditorAsync(output, settings);

        default:
            await using (var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true })
            {
                return await Commands.RunAsync(args, writer, Console.Error);
            }
    }
}

static async Task<int> ServeEditorAsync(Stream output, string starterSettings)
{
    await using var input = Console.OpenStandardInput();
    return await LspCommand.RunAsync(input, output, Console.Error, starterSettings);
}
