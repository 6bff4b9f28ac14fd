-- AlterTable
ALTER TABLE "host" ADD COLUMN     "owner" TEXT;
