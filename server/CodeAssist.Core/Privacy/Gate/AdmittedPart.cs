using CodeAssist.Core.Privacy.Characters;

namespace CodeAssist.Core.Privacy.Gate;

/// <summary>A piece that may become part of a request.</summary>
/// <param name="Text">Without hidden characters; where the piece is withheld, a note that says so, and of settings of a deployment their keys.</param>
/// <param name="Withheld">Why it is not sent, or not all of it; null where it is.</param>
/// <param name="Hidden">What was taken out of it.</param>
public sealed record AdmittedPart(string Text, WithheldReason? Withheld, IReadOnlyList<HiddenRun> Hidden);
