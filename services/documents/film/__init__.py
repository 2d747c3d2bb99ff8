"""The film (phóng sự): how it arrives, and what it is judged by. Pure of HTTP and of the database."""
