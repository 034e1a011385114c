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
    /// <param name="Messages">How many messages that were.</param>
    /// <param name="Text">What stands in their place.</param>
    /// <param name="Model">Who summed them up; null where they are only named.</param>
    /// <param name="Spent">What that took.</param>
    public sealed record Compacted(int Messages, string Text, string? Model, ModelSpending Spent) : TranscriptEntry;

    /// <summary>A model of this machine looked for something in the place of the one that does the task.</summary>
    /// <param name="Question">What for.</param>
    /// <param name="Model">Id of the model.</param>
    /// <param name="Calls">How it looked, in order.</param>
    /// <param name="Answer">What it found, or why it found nothing.</param>
    /// <param name="IsFound">Whether it has an answer.</param>
    /// <param name="Spent">What all of it took.</param>
    public sealed record Errand(string Question, string Model, IReadOnlyList<CallRecord> Calls, string Answer, bool IsFound, ModelSpending Spent) : TranscriptEntry;

    /// <summary>Files were made what they had been.</summary>
    public sealed record RolledBack(IReadOnlyList<string> Paths) : TranscriptEntry;
}
