using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Likelihood;
using CodeAssist.Core.Text;

namespace CodeAssist.Benchmarks.Faults;

/// <summary>One changed line that is put to the reviewers, with a fault or without.</summary>
/// <param name="Project">Whose line it is.</param>
/// <param name="Path">Its file.</param>
/// <param name="Before">The file without the fault.</param>
/// <param name="Document">The file as it is reviewed.</param>
/// <param name="Line">From zero.</param>
/// <param name="Fault">What was put in: its kind, where the fault now stands, and what stood there; null for a clean line.</param>
internal sealed record ReviewedLine(string Project, string Path, DocumentSnapshot Before, DocumentSnapshot Document, int Line, Alternative? Fault)
{
    /// <summary>Whether somebody who speaks of this place speaks of the fault.</summary>
    public bool IsAbout(OffsetRange place) => Fault is { } fault && place.Start < Math.Max(fault.Place.End, fault.Place.Start + 1) && fault.Place.Start < place.End;
}
