using System.Text.Json.Serialization;

namespace CodeAssist.Lsp.Protocol;

public sealed record WorkDoneProgressCreateParams(ProgressToken Token);

public sealed record WorkDoneProgressCancelParams(ProgressToken Token);

public sealed record ProgressParams(ProgressToken Token, WorkDoneProgressValue Value);

/// <summary>One step of a long task.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(WorkDoneProgressBegin), "begin")]
[JsonDerivedType(typeof(WorkDoneProgressReport), "report")]
[JsonDerivedType(typeof(WorkDoneProgressEnd), "end")]
public abstract record WorkDoneProgressValue;

/// <param name="Title">What is being done.</param>
/// <param name="Cancellable">Whether the user may stop it.</param>
/// <param name="Message">What is happening now.</param>
/// <param name="Percentage">0 to 100, or null when unknown.</param>
public sealed record WorkDoneProgressBegin(string Title, bool Cancellable, string? Message = null, int? Percentage = null)
    : WorkDoneProgressValue;

public sealed record WorkDoneProgressReport(string? Message = null, int? Percentage = null) : WorkDoneProgressValue;

public sealed record WorkDoneProgressEnd(string? Message = null) : WorkDoneProgressValue;
