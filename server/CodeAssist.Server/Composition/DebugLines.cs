using System.Globalization;
using CodeAssist.Core.Completion.Typing;
using CodeAssist.Server.Features.InlineCompletion;

namespace CodeAssist.Server.Composition;

/// <summary>What <c>codeassist/debugInfo</c> tells besides the state of the wire.</summary>
internal static class DebugLines
{
    public static IReadOnlyDictionary<string, string> Of(Startup startup, Engine engine, TypingCompletions typing, CompletionTally tally, Acceptances acceptances)
    {
        var totals = tally.Read();

        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = ProductFiles.Version,
            ["network"] = CommandLine.Sentences.Of(startup.Network),
            ["processId"] = Number(Environment.ProcessId),
            ["broker.processId"] = Number(startup.BrokerProcessId),
            ["host.processId"] = Number(engine.Local?.HostProcessId ?? 0),
            ["model"] = engine.Local?.Description?.Name ?? engine.Model.Ready?.Name ?? "",
            ["model.file"] = engine.Local?.Path ?? "",
            ["device"] = engine.Local?.Description?.Device.Device ?? engine.Model.Ready?.Device ?? "",
            ["workspace.indexBytes"] = Number(engine.Workspace.Bytes),
            ["completion.requests"] = Number(totals.Requests),
            ["completion.remembered"] = Number(totals.Remembered),
            ["completion.asked"] = Number(typing.Asked),
            ["completion.answered"] = Number(totals.Answered),
            ["completion.shown"] = Number(acceptances.Shown),
            ["completion.accepted"] = Number(acceptances.Whole),
            ["completion.acceptedParts"] = Number(acceptances.Parts),
            ["completion.promptTokens"] = Number(totals.PromptTokens),
            ["completion.reusedTokens"] = Number(totals.ReusedTokens),
            ["completion.generatedTokens"] = Number(totals.GeneratedTokens),
        };
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
