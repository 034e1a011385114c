using CodeAssist.Core.Agent.Models;

namespace CodeAssist.Core.Agent;

/// <summary>Something that happened in a task. All entries in order are its transcript, from which it can be told and repeated.</summary>
public abstract record TranscriptEntry
{
    private TranscriptEntry()
    {
    }

    /// <summary>An answer of a model and what came of it.</summary>
    /// <param name="Number">From 1.</param>
    /// <param name="Model">Id of the model.</param>
    /// <param name="Text">What it said beside its calls.</param>
    /// <param name="Calls">What it wanted to do, in order.</param>
    /// <param name="Spent">What the answer took.</param>
    public sealed record Step(int Number, string Model, string Text, IReadOnlyList<CallRecord> Calls, ModelSpending Spent) : TranscriptEntry;

    /// <summary>Who does the task from here on, and why.</summary>
    public sealed record Chosen(string Model, string Sentence) : TranscriptEntry;

    /// <summary>What the commands that check the code said.</summary>
    public sealed record Checked(bool IsSound, string Text) : TranscriptEntry;

    /// <summary>Older steps were summed up, or left out where nobody could sum them up.</summary>
    public sealed record Compacted(int Messages, string Text) : TranscriptEntry;

    /// <summary>Files were made what they had been.</summary>
    public sealed record RolledBack(IReadOnlyList<string> Paths) : TranscriptEntry;
}
