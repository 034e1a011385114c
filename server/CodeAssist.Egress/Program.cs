using CodeAssist.Egress.Startup;
using CodeAssist.Egress.Verification;
using CodeAssist.Processes.Verification;

#pragma warning disable CA1031 // Border: the end of the process. Whoever reads the log gets one line first, then the details.
try
{
    return await RunAsync(args);
}
catch (Exception exception)
{
    await Console.Error.WriteLineAsync($"codeassist-egress has a fault: {exception}");
    return ExitCode.Software;
}
#pragma warning restore CA1031

static async Task<int> RunAsync(string[] args)
{
    var problem = "a verb is missing";
    if (args is ["serve", .. var rest] && EgressOptions.TryParse(rest, out var options, out problem))
    {
        return await ServeCommand.RunAsync(options);
    }

    if (args is [PlantedLeakRun.Verb, .. var leak])
    {
        return await PlantLeakCommand.RunAsync(leak);
    }

    await Console.Error.WriteLineAsync($"codeassist-egress: {problem}\n{EgressOptions.Usage}");
    return ExitCode.Usage;
}
