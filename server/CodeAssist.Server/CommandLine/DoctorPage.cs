using System.Globalization;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine;

/// <summary>The doctor's report for people.</summary>
internal static class DoctorPage
{
    public static void Write(IAnsiConsole console, DoctorReport report)
    {
        Line(console, "CodeAssist", report.Version);
        Line(console, "Platform", report.Platform);
        Line(console, "Policy", report.Policy);
        Line(console, "Server's network", report.ServerNetwork);
        Line(console, "Host's network", report.HostNetwork?.ToString().ToLowerInvariant() ?? "the host could not be asked");
        if (report.Host is { } host)
        {
            Line(console, "llama.cpp", $"{host.LibraryRelease ?? "not found"} in {host.LibraryDirectory}");
            foreach (var device in host.Devices)
            {
                Line(console, "Device", Device(device));
            }

            Line(console, "Host's memory", Megabytes(host.ResidentBytes));
        }

        foreach (var device in report.Retried)
        {
            Line(console, "Tried again", device);
        }

        if (report.Model is { } model)
        {
            Line(
                console,
                "Model",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{model.Name} ({model.Architecture}), {model.Parameters / 1e6:0.0} M parameters, {model.ContextTokens} tokens of context, loaded in {model.LoadMilliseconds:0} ms"));
            if (model.Adapter is { } adapter)
            {
                Line(console, "Adapter", adapter);
            }

            if ((model.Draft ?? model.DraftRefusal) is { } draft)
            {
                Line(console, "Guesses ahead", draft);
            }

            Line(console, "Runs on", $"{model.Device.Device}: {model.Device.Reason}");
            foreach (var rejected in model.Device.Rejected)
            {
                Line(console, "Not on", rejected);
            }
        }

        if (report.Speed is { } speed)
        {
            Line(
                console,
                "Speed",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"first token of a {speed.PromptTokens}-token prompt after {speed.FirstTokenMs:0} ms, then {speed.TokensPerSecond:0} tokens/s"));
        }

        foreach (var endpoint in report.Endpoints)
        {
            Line(console, "Model server", $"{endpoint.Model} for {endpoint.Use}: {Answer(endpoint)}");
        }

        console.WriteLine();
        if (report.Problems.Count == 0)
        {
            console.MarkupLine("[green]Nothing is wrong.[/]");
        }

        foreach (var problem in report.Problems)
        {
            console.MarkupLineInterpolated($"[red]{problem.Message}[/] {problem.NextStep}");
        }
    }

    private static string Answer(DoctorEndpoint endpoint) =>
        endpoint.NotAsked
        ?? (endpoint.Milliseconds is { } milliseconds ? string.Create(CultureInfo.InvariantCulture, $"answers, after {milliseconds:0} ms") : "no answer; see below");

    private static string Device(ModelHost.Protocol.DeviceDescription device)
    {
        var memory = device.TotalBytes > 0 ? $", {Megabytes(device.FreeBytes)} of {Megabytes(device.TotalBytes)} free" : "";

        var driver = device.Driver is { } version ? $", driver {version}" : "";

        return $"{device.Name}: {device.Description} ({device.Backend}{memory}{driver}){(device.Refusal is null ? "" : ", not used")}";
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0} MiB");

    private static void Line(IAnsiConsole console, string label, string value) =>
        console.MarkupLineInterpolated($"[grey]{label,-18}[/]{value}");
}
