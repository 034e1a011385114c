using CodeAssist.Core.Agent.Models;
using CodeAssist.Core.Privacy.Gate;

namespace CodeAssist.Core.Agent.Context;

/// <summary>Names steps, one to a line: what is left of them where nobody sums them up, and what whoever takes a task over is told of it.</summary>
internal static class StepNames
{
    private const int Most = 30;
    private const int LongestAnswer = 60;

    public static string Of(IReadOnlyList<AgentMessage> messages) => string.Concat(Parts(messages).Select(part => part.Text)).TrimEnd();

    /// <returns>A line for each call, with where it comes from.</returns>
    public static IReadOnlyList<PayloadPart> Parts(IReadOnlyList<AgentMessage> messages) =>
        [.. messages.Zip(messages.Skip(1).Append(null)).SelectMany(pair => pair.First is AgentMessage.Said said ? Lines(said, pair.Second as AgentMessage.Answered) : []).TakeLast(Most)];

    private static IEnumerable<PayloadPart> Lines(AgentMessage.Said said, AgentMessage.Answered? answered) => said.Calls.Select(call =>
    {
        var answer = answered?.Answers.FirstOrDefault(candidate => string.Equals(candidate.CallId, call.Id, StringComparison.Ordinal));
        var origins = said.Origins.Concat(answer?.Parts.SelectMany(part => part.Origins) ?? []).Distinct();
        return new PayloadPart($"- {(call.Action is { } action ? ActionSentences.Of(action) : call.Tool)}: {(answer is null ? "no result" : First(answer))}\n", [.. origins]);
    });

    private static string First(CallAnswer answer)
    {
        var text = string.Concat(answer.Parts.Select(part => part.Text)).AsSpan().Trim();
        var end = text.IndexOf('\n');
        var line = end < 0 ? text : text[..end];
        return line.Length <= LongestAnswer ? line.ToString() : $"{line[..LongestAnswer]}…";
    }
}
