namespace CodeAssist.ModelHost.Protocol;

/// <summary>By which a file that was checked is known again without reading all of it.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="WrittenAt">When its content was written last, in UTC.</param>
public sealed record FileStamp(long Bytes, DateTime WrittenAt);
