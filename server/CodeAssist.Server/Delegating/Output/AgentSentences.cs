using System.Globalization;
using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Models;
using CodeAssist.Core.Spending;

namespace CodeAssist.Server.Delegating.Output;

/// <summary>What happens in a task, in words for people.</summary>
internal static class AgentSentences
{
    /// <summary>One answer on one line: who, what came of it, what it took.</summary>
    public static string Of(TranscriptEntry.Step step) =>
        string.Create(CultureInfo.InvariantCulture, $"Step {step.Number}: {Calls(step.Calls)} · {step.Model} · {Of(step.Spent)}");

    /// <summary>The same of an errand, with its answer.</summary>
    public static string Of(TranscriptEntry.Errand errand) =>
        $"Errand: {errand.Question} · {(errand.Calls.Count == 0 ? "" : Calls(errand.Calls) + " · ")}{errand.Model} · {Of(errand.Spent)}: {errand.Answer}";

    public static string Of(TranscriptEntry.Compacted compacted) => compacted.Model is { } model ? $"{WordsOf(compacted)} · {model} · {Of(compacted.Spent)}" : WordsOf(compacted);

    /// <summary>The same without who did it and what it took.</summary>
    public static string WordsOf(TranscriptEntry.Compacted compacted) => string.Create(
        CultureInfo.InvariantCulture, $"{compacted.Messages} older messages were {(compacted.Model is null ? "named to make room, for nobody could sum them up" : "summed up to make room")}");

    public static string Of(ModelSpending spent) => string.Create(
        CultureInfo.InvariantCulture,
        $"{spent.Tokens.Input + spent.Tokens.Output:N0} tokens{(spent.Dollars is null ? ", at a price that is not known" : spent.Dollars > 0 ? $", {SpendSentences.Dollars(spent.Dollars.Value)}" : "")}");

    public static string Of(CallRecord record)
    {
        var what = (record.Call.Action is { } action ? ActionSentences.Of(action) : record.Call.Tool) + (record.IsAllowed ? ", as you allowed" : "");
        return record.End switch
        {
            CallEnd.Done => what,
            CallEnd.Failed => $"{what}: it did not work",
            CallEnd.Refused => $"{what}: refused",
            CallEnd.Denied => $"{what}: not allowed",
            _ => $"{what}: it makes no sense",
        };
    }

    private static string Calls(IReadOnlyList<CallRecord> calls) => calls.Count == 0 ? "no call" : string.Join("; ", calls.Select(Of));
}
