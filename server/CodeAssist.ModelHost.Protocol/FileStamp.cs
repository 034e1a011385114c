namespace CodeAssist.ModelHost.Protocol;

/// <summary>By which a file that was checked is known again without reading all of it.</summary>
/// <param name="Bytes">Its length; of a model in several files that of all.</param>
/// <param name="WrittenAt">When its content was written last, in UTC; of several files the latest.</param>
public sealed record FileStamp(long Bytes, DateTime WrittenAt);
