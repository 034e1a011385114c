using CodeAssist.ModelHost.Startup;

#pragma warning disable CA1031 // Border: the end of the process. Whoever reads the log gets one line first, then the details.
try
{
    return await RunAsync(args);
}
catch (Exception exception)
{
    await Console.Error.WriteLineAsync($"codeassist-host has a fault: {exception}");
    return ExitCode.Software;
}
#pragma warning restore CA1031

static async Task<int> RunAsync(string[] args)
{
    string? problem;
    switch (args)
    {
        case ["serve", ..]:
            if (HostOptions.TryParse(args.AsSpan(1), out var options, out problem))
            {
                return await ServeCommand.RunAsync(options);
            }

            break;
        case ["probe", "--libraries", { Length: > 0 } directory]:
            return await ProbeCommand.RunAsync(directory);
        default:
            problem = args.Length == 0 ? "a verb is missing" : $"'{args[0]}' is not a verb with its options";
            break;
    }

    await Console.Error.WriteLineAsync($"codeassist-host: {problem}\n{HostOptions.Usage}");
    return ExitCode.Usage;
}
