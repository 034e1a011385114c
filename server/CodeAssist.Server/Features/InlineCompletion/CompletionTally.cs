using CodeAssist.Core.Completion.Typing;
using CodeAssist.Core.Models;

namespace CodeAssist.Server.Features.InlineCompletion;

/// <summary>What completions have come to since the process started. Thread-safe.</summary>
internal sealed class CompletionTally
{
    private long _requests;
    private long _remembered;
    private long _answered;
    private long _promptTokens;
    private long _reusedTokens;
    private long _generatedTokens;

    public void Count(TypingAnswer answer)
    {
        Interlocked.Increment(ref _requests);
        if (answer.Origin is AnswerOrigin.Remembered)
        {
            Interlocked.Increment(ref _remembered);
        }
    }

    public void Count(ModelUsage usage)
    {
        Interlocked.Increment(ref _answered);
        Interlocked.Add(ref _promptTokens, usage.PromptTokens);
        Interlocked.Add(ref _reusedTokens, usage.ReusedTokens);
        Interlocked.Add(ref _generatedTokens, usage.GeneratedTokens);
    }

    public CompletionTotals Read() =>
        new(
            Interlocked.Read(ref _requests),
            Interlocked.Read(ref _remembered),
            Interlocked.Read(ref _answered),
            Interlocked.Read(ref _promptTokens),
            Interlocked.Read(ref _reusedTokens),
            Interlocked.Read(ref _generatedTokens));
}
