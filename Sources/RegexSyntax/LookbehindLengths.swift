extension PatternParser { mutating func measureLookbehinds() throws(PatternError) {} }
